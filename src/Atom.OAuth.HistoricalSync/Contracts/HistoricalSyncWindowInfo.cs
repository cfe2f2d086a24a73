namespace Atom.OAuth;

/// <summary>A window of a sync as stored in the ledger, for progress per window.</summary>
public sealed class HistoricalSyncWindowInfo
{
    internal HistoricalSyncWindowInfo(HistoricalSyncWindow window, HistoricalSyncWindowState state, long records, int attempts)
    {
        Window = window;
        State = state;
        Records = records;
        Attempts = attempts;
    }

    /// <summary>Gets the span of time.</summary>
    public HistoricalSyncWindow Window { get; }

    /// <summary>Gets the state.</summary>
    public HistoricalSyncWindowState State { get; }

    /// <summary>Gets how many of its records were written; for half of a split window, only those written since the split.</summary>
    public long Records { get; }

    /// <summary>Gets how many attempts at its next batch have failed; 0 after progress.</summary>
    public int Attempts { get; }
}

/// <summary>How far a window has been read.</summary>
public enum HistoricalSyncWindowState
{
    /// <summary>It is incomplete. Of several such windows, the newest is next.</summary>
    Open,

    /// <summary>It is complete.</summary>
    Done,

    /// <summary>It is incomplete because the provider withheld records, and it cannot be split further.</summary>
    Truncated,
}
