namespace Atom.OAuth;

/// <summary>A window of a sync as the ledger has it, for progress window by window.</summary>
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

    /// <summary>Gets how many records of it were written; of a half of a window that was cut, what was written since.</summary>
    public long Records { get; }

    /// <summary>Gets how often its next batch was tried without success; 0 after progress.</summary>
    public int Attempts { get; }
}

/// <summary>How far a window was read.</summary>
public enum HistoricalSyncWindowState
{
    /// <summary>It is read in part or not at all. Of several, the newest comes next.</summary>
    Open,

    /// <summary>All of it is there.</summary>
    Done,

    /// <summary>What the provider gave of it is there; the provider held something back, and the window cannot be cut further.</summary>
    Truncated,
}
