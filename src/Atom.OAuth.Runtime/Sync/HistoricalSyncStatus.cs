namespace Atom.OAuth;

/// <summary>The outcome of triggering a sync.</summary>
public enum HistoricalSyncStatus
{
    /// <summary>The sync was started.</summary>
    Started,

    /// <summary>A sync of this connection is already running; no second one was started.</summary>
    AlreadyRunning,

    /// <summary>The history has already been fetched, and nothing is missing.</summary>
    AlreadyDone,

    /// <summary>The sync could not be started yet. It is recorded and will be started later.</summary>
    Pending,

    /// <summary>According to the catalogue, the integration has no history to fetch: <see cref="OAuthProvider.History"/>.</summary>
    NotSupported,

    /// <summary>No <see cref="IHistoricalSyncService"/> is registered.</summary>
    NotConfigured,

    /// <summary>
    /// The sync could neither be started nor recorded, or the request was invalid; <see cref="HistoricalSyncOutcome.Message"/> says which. Start it
    /// manually.
    /// </summary>
    Failed,
}
