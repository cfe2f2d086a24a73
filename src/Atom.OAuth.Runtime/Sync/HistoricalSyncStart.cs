namespace Atom.OAuth;

/// <summary>A service's answer to a request to start a sync.</summary>
public sealed class HistoricalSyncStart
{
    private HistoricalSyncStart(HistoricalSyncStatus status, string jobId)
    {
        Status = status;
        JobId = string.IsNullOrWhiteSpace(jobId) ? throw new ArgumentException("A sync is known by the id of its job.", nameof(jobId)) : jobId;
    }

    /// <summary>
    /// Gets the status: <see cref="HistoricalSyncStatus.Started"/>, <see cref="HistoricalSyncStatus.AlreadyRunning"/> or
    /// <see cref="HistoricalSyncStatus.AlreadyDone"/>.
    /// </summary>
    public HistoricalSyncStatus Status { get; }

    /// <summary>Gets the id of the job.</summary>
    public string JobId { get; }

    /// <summary>The sync has been accepted and will run.</summary>
    /// <param name="jobId">The id of the new job.</param>
    /// <exception cref="ArgumentException"><paramref name="jobId"/> is <see langword="null"/> or blank.</exception>
    public static HistoricalSyncStart Started(string jobId) => new(HistoricalSyncStatus.Started, jobId);

    /// <summary>A sync of this connection is already running.</summary>
    /// <param name="jobId">The id of that job.</param>
    /// <exception cref="ArgumentException"><paramref name="jobId"/> is <see langword="null"/> or blank.</exception>
    public static HistoricalSyncStart AlreadyRunning(string jobId) => new(HistoricalSyncStatus.AlreadyRunning, jobId);

    /// <summary>The history has already been fetched, and nothing is missing.</summary>
    /// <param name="jobId">The id of the job that fetched it.</param>
    /// <exception cref="ArgumentException"><paramref name="jobId"/> is <see langword="null"/> or blank.</exception>
    public static HistoricalSyncStart AlreadyDone(string jobId) => new(HistoricalSyncStatus.AlreadyDone, jobId);
}
