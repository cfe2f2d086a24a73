namespace Atom.OAuth;

/// <summary>Shows and controls the syncs of a tenant, from any process that shares the database. Syncs of other tenants are not visible.</summary>
public interface IHistoricalSyncs
{
    /// <summary>Lists syncs, newest first.</summary>
    /// <param name="tenantId">The tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="query">Which syncs to list; <see langword="null"/> for the first 100 of all.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<HistoricalSyncInfo>> ListAsync(
        string? tenantId, HistoricalSyncQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>Finds a sync; returns <see langword="null"/> if the tenant has none with this id.</summary>
    /// <param name="tenantId">The tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="id">The sync's id.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<HistoricalSyncInfo?> FindAsync(string? tenantId, string id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists the windows of a sync, newest first. Returns none before its first run, or if the tenant has no sync with this id.
    /// </summary>
    /// <remarks>A window that was split because it was too full is listed as its halves.</remarks>
    /// <param name="tenantId">The tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="id">The sync's id.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<HistoricalSyncWindowInfo>> ListWindowsAsync(
        string? tenantId, string id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Watches a sync: returns it immediately if it is newer than the version the caller knows, then after each change, until it has ended.
    /// </summary>
    /// <remarks>Rapid changes may be coalesced into the latest version; the final version is always returned.</remarks>
    /// <param name="tenantId">The tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="id">The sync's id.</param>
    /// <param name="afterVersion">The <see cref="HistoricalSyncInfo.Version"/> that the caller already has; 0 for none.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    IAsyncEnumerable<HistoricalSyncInfo> WatchAsync(
        string? tenantId, string id, long afterVersion = 0, CancellationToken cancellationToken = default);

    /// <summary>Pauses a sync; a running one after its current batch.</summary>
    /// <param name="tenantId">The tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="id">The sync's id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<HistoricalSyncChange> PauseAsync(string? tenantId, string id, CancellationToken cancellationToken = default);

    /// <summary>Resumes a sync that was paused or was waiting for a new authorization.</summary>
    /// <param name="tenantId">The tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="id">The sync's id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<HistoricalSyncChange> ResumeAsync(string? tenantId, string id, CancellationToken cancellationToken = default);

    /// <summary>Cancels a sync; a running one after its current batch. Written records are kept.</summary>
    /// <param name="tenantId">The tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="id">The sync's id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<HistoricalSyncChange> CancelAsync(string? tenantId, string id, CancellationToken cancellationToken = default);

    /// <summary>Continues a failed or cancelled sync where it stopped, and resets its attempts.</summary>
    /// <param name="tenantId">The tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="id">The sync's id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<HistoricalSyncChange> RetryAsync(string? tenantId, string id, CancellationToken cancellationToken = default);
}

/// <summary>Which syncs to list.</summary>
public sealed class HistoricalSyncQuery
{
    /// <summary>Gets the integration to filter by; <see langword="null"/> for all.</summary>
    public string? IntegrationId { get; init; }

    /// <summary>Gets the connection to filter by; <see langword="null"/> for all.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>Gets the user to filter by; <see langword="null"/> for all.</summary>
    public string? UserId { get; init; }

    /// <summary>Gets the state to filter by; <see langword="null"/> for all.</summary>
    public HistoricalSyncState? State { get; init; }

    /// <summary>Gets the id of the last sync of the previous page; <see langword="null"/> for the first page.</summary>
    public string? After { get; init; }

    /// <summary>Gets the maximum number of syncs to list, 1 to 1,000; by default 100.</summary>
    public int Limit { get; init; } = 100;
}

/// <summary>The result of a pause, resume, cancel or retry.</summary>
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

    /// <summary>Gets the sync after the change; <see langword="null"/> if it does not exist.</summary>
    public HistoricalSyncInfo? Sync { get; }

    /// <summary>Gets the status as a sentence that can be shown to the user.</summary>
    public string Message { get; }
}

/// <summary>The status of a pause, resume, cancel or retry.</summary>
public enum HistoricalSyncChangeStatus
{
    /// <summary>It has taken effect, or will after the current batch.</summary>
    Accepted,

    /// <summary>The tenant has no such sync.</summary>
    NotFound,

    /// <summary>The current state of the sync, for example completed, does not allow it.</summary>
    NotPossible,
}
