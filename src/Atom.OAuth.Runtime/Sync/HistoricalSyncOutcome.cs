namespace Atom.OAuth;

/// <summary>The outcome of triggering a sync. The caller may ignore it: the connection is kept in any case.</summary>
public sealed class HistoricalSyncOutcome
{
    internal HistoricalSyncOutcome(HistoricalSyncStatus status, string message, string? jobId = null)
    {
        Status = status;
        Message = message;
        JobId = jobId;
    }

    /// <summary>Gets the status.</summary>
    public HistoricalSyncStatus Status { get; }

    /// <summary>Gets the id of the job, or <see langword="null"/> if there is none.</summary>
    public string? JobId { get; }

    /// <summary>Gets the status as a sentence that can be shown to the user.</summary>
    public string Message { get; }

    /// <summary>Gets a value indicating whether the history has been fetched, is being fetched, or will be.</summary>
    public bool IsUnderWay =>
        Status is HistoricalSyncStatus.Started or HistoricalSyncStatus.AlreadyRunning
            or HistoricalSyncStatus.AlreadyDone or HistoricalSyncStatus.Pending;

    /// <summary>Returns the message.</summary>
    public override string ToString() => Message;

    internal static HistoricalSyncOutcome Of(HistoricalSyncStart start) => start.Status switch
    {
        HistoricalSyncStatus.Started => new(start.Status, "The historical sync was started.", start.JobId),
        HistoricalSyncStatus.AlreadyRunning => new(start.Status, "The historical sync is running.", start.JobId),
        _ => new(start.Status, "The history was fetched before.", start.JobId),
    };

    internal static HistoricalSyncOutcome Pending() =>
        new(HistoricalSyncStatus.Pending, "The historical sync could not be started yet. It will be started later.");

    internal static HistoricalSyncOutcome NotSupported(string name) => new(HistoricalSyncStatus.NotSupported, $"{name} has no history to fetch.");

    internal static HistoricalSyncOutcome NotConfigured() => new(HistoricalSyncStatus.NotConfigured, "No historical sync is set up.");

    internal static HistoricalSyncOutcome Failed(string? problem = null)
        => new(HistoricalSyncStatus.Failed, "The historical sync could not be started." + (problem is null ? string.Empty : " " + problem));
}
