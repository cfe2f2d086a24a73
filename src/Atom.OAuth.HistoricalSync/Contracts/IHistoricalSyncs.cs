namespace Atom.OAuth;

/// <summary>Shows and controls the syncs of a tenant, from any process that shares the database. A sync of another tenant does not exist.</summary>
public interface IHistoricalSyncs
{
    /// <summary>Lists syncs, newest first.</summary>
    /// <param name="tenantId">The tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="query">What to list; <see langword="null"/> for the first 100 of all.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<IReadOnlyList<HistoricalSyncInfo>> ListAsync(
        string? tenantId, HistoricalSyncQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>Finds a sync, or <see langword="null"/> when the tenant has none with this id.</summary>
    /// <param name="tenantId">The tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="id">The sync's id.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<HistoricalSyncInfo?> FindAsync(string? tenantId, string id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists the windows of a sync, newest first; none before its first turn, and none when the tenant has no sync with this id.
    /// </summary>
    /// <remarks>A window that was cut in two, because it was too full to be read as one, is listed as its halves.</remarks>
    /// <param name="tenantId">The tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="id">The sync's id.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<IReadOnlyList<HistoricalSyncWindowInfo>> ListWindowsAsync(
        string? tenantId, string id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Follows a sync: gives it at once where it is newer than what the caller knows, and then after each change, until it has ended.
    /// </summary>
    /// <remarks>What changes quickly is given in its newest version only; the last version always comes.</remarks>
    /// <param name="tenantId">The tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="id">The sync's id.</param>
    /// <param name="afterVersion">The <see cref="HistoricalSyncInfo.Version"/> that the caller knows; 0 for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    IAsyncEnumerable<HistoricalSyncInfo> WatchAsync(
        string? tenantId, string id, long afterVersion = 0, CancellationToken cancellationToken = default);

    /// <summary>Pauses a sync; a running one after the batch that is on its way.</summary>
    /// <param name="tenantId">The tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="id">The sync's id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<HistoricalSyncChange> PauseAsync(string? tenantId, string id, CancellationToken cancellationToken = default);

    /// <summary>Lets a paused sync go on, or one that was waiting for a new authorization.</summary>
    /// <param name="tenantId">The tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="id">The sync's id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<HistoricalSyncChange> ResumeAsync(string? tenantId, string id, CancellationToken cancellationToken = default);

    /// <summary>Cancels a sync; a running one after the batch that is on its way. What was written stays.</summary>
    /// <param name="tenantId">The tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="id">The sync's id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<HistoricalSyncChange> CancelAsync(string? tenantId, string id, CancellationToken cancellationToken = default);

    /// <summary>Lets a failed or cancelled sync go on where it was, with all attempts anew.</summary>
    /// <param name="tenantId">The tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="id">The sync's id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<HistoricalSyncChange> RetryAsync(string? tenantId, string id, CancellationToken cancellationToken = default);
}

/// <summary>Which syncs to list.</summary>
public sealed class HistoricalSyncQuery
{
    /// <summary>Gets only those of an integration; <see langword="null"/> for all.</summary>
    public string? IntegrationId { get; init; }

    /// <summary>Gets only those of a connection; <see langword="null"/> for all.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>Gets only those of a user; <see langword="null"/> for all.</summary>
    public string? UserId { get; init; }

    /// <summary>Gets only those in a state; <see langword="null"/> for all.</summary>
    public HistoricalSyncState? State { get; init; }

    /// <summary>Gets the id of the last sync of the page before; <see langword="null"/> for the first page.</summary>
    public string? After { get; init; }

    /// <summary>Gets how many to list at most, 1 to 1,000; 100 by default.</summary>
    public int Limit { get; init; } = 100;
}

/// <summary>What became of a pause, resume, cancel or retry.</summary>
public sealed class HistoricalSyncChange
{
    internal HistoricalSyncChange(HistoricalSyncChangeStatus status, HistoricalSyncInfo? sync, string message)
    {
        Status = status;
        Sync = sync;
        Message = message;
    }

    /// <summary>Gets the status.</summary>
    public HistoricalSyncChangeStatus Status { get; }

    /// <summary>Gets the sync after the change; <see langword="null"/> when there is none.</summary>
    public HistoricalSyncInfo? Sync { get; }

    /// <summary>Gets the status in a sentence that can be shown to the user.</summary>
    public string Message { get; }
}

/// <summary>What became of a pause, resume, cancel or retry.</summary>
public enum HistoricalSyncChangeStatus
{
    /// <summary>It is done, or takes effect after the batch that is on its way.</summary>
    Accepted,

    /// <summary>The tenant has no such sync.</summary>
    NotFound,

    /// <summary>The sync is in a state in which this makes no sense, for example completed.</summary>
    NotPossible,
}
