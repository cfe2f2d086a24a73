namespace Atom.OAuth;

/// <summary>A sync as the ledger has it: state and progress.</summary>
public sealed class HistoricalSyncInfo
{
    internal HistoricalSyncInfo()
    {
    }

    /// <summary>Gets the id, which is also <see cref="HistoricalSyncOutcome.JobId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the connection.</summary>
    public required HistoricalSyncConnection Connection { get; init; }

    /// <summary>Gets what is fetched, where an integration has several histories; <c>history</c> where it has one.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets the number of the sync of this connection, from 1.</summary>
    public int Generation { get; init; }

    /// <summary>Gets the state.</summary>
    public HistoricalSyncState State { get; init; }

    /// <summary>
    /// Gets the state that was asked for and takes effect after the batch that is on its way: paused or cancelled; <see langword="null"/>
    /// otherwise.
    /// </summary>
    public HistoricalSyncState? RequestedState { get; init; }

    /// <summary>Gets what is fetched, cut to what the provider gives.</summary>
    public HistoricalSyncWindow Range { get; init; }

    /// <summary>Gets what cannot be fetched and why, in a sentence for the user; <see langword="null"/> when nothing is cut.</summary>
    public string? Limitation { get; init; }

    /// <summary>Gets into how many windows the range was divided; 0 before the first turn.</summary>
    public int Windows { get; init; }

    /// <summary>Gets how many of them are done.</summary>
    public int WindowsDone { get; init; }

    /// <summary>Gets how many batches were written.</summary>
    public long Batches { get; init; }

    /// <summary>Gets how many records were written.</summary>
    public long Records { get; init; }

    /// <summary>Gets how much is done, 0 to 100.</summary>
    public int Percent { get; init; }

    /// <summary>Gets a value indicating whether the provider silently held records back.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>Gets why it does not go on, or what the last failed attempt was; <see langword="null"/> after progress.</summary>
    public HistoricalSyncFailureKind? FailureKind { get; init; }

    /// <summary>Gets the failure in words for the user; <see langword="null"/> without one.</summary>
    public string? Failure { get; init; }

    /// <summary>
    /// Gets when it goes on at the earliest, for <see cref="HistoricalSyncState.Waiting"/> and <see cref="HistoricalSyncState.Pending"/>.
    /// </summary>
    public DateTimeOffset? ResumesAt { get; init; }

    /// <summary>Gets a number that rises with every change: the id of the event in the progress stream.</summary>
    public long Version { get; init; }

    /// <summary>Gets when it was asked for.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets when it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Gets when it was completed, failed or cancelled; <see langword="null"/> before.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
