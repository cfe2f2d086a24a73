namespace Atom.OAuth;

/// <summary>The state and progress of a sync, as stored in the ledger.</summary>
public sealed class HistoricalSyncInfo
{
    internal HistoricalSyncInfo()
    {
    }

    /// <summary>Gets the id, which is also <see cref="HistoricalSyncOutcome.JobId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the connection.</summary>
    public required HistoricalSyncConnection Connection { get; init; }

    /// <summary>Gets the kind of history, if an integration has several; otherwise <c>history</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets the number of the connection's sync, from 1.</summary>
    public int Generation { get; init; }

    /// <summary>Gets the state.</summary>
    public HistoricalSyncState State { get; init; }

    /// <summary>
    /// Gets the state that was requested and takes effect after the current batch: paused or cancelled; <see langword="null"/>
    /// otherwise.
    /// </summary>
    public HistoricalSyncState? RequestedState { get; init; }

    /// <summary>Gets the range to fetch, limited to what the provider makes available.</summary>
    public HistoricalSyncWindow Range { get; init; }

    /// <summary>Gets what cannot be fetched and why, as a sentence for the user; <see langword="null"/> if nothing is cut off.</summary>
    public string? Limitation { get; init; }

    /// <summary>Gets into how many windows the range was divided; 0 before the first run.</summary>
    public int Windows { get; init; }

    /// <summary>Gets how many of them are done.</summary>
    public int WindowsDone { get; init; }

    /// <summary>Gets how many batches were written.</summary>
    public long Batches { get; init; }

    /// <summary>Gets how many records were written.</summary>
    public long Records { get; init; }

    /// <summary>Gets the progress in percent, 0 to 100.</summary>
    public int Percent { get; init; }

    /// <summary>Gets a value indicating whether the provider silently withheld records.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>Gets why the sync stopped, or why the last attempt failed; <see langword="null"/> after progress.</summary>
    public HistoricalSyncFailureKind? FailureKind { get; init; }

    /// <summary>Gets the failure as a message for the user; <see langword="null"/> if there is none.</summary>
    public string? Failure { get; init; }

    /// <summary>
    /// Gets the earliest time at which the sync continues, for <see cref="HistoricalSyncState.Waiting"/> and
    /// <see cref="HistoricalSyncState.Pending"/>.
    /// </summary>
    public DateTimeOffset? ResumesAt { get; init; }

    /// <summary>Gets a number that increases with every change: the event id in the progress stream.</summary>
    public long Version { get; init; }

    /// <summary>Gets when the sync was requested.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets when the sync last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Gets when the sync completed, failed or was cancelled; <see langword="null"/> before that.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
