namespace Atom.OAuth;

/// <summary>What became of a trigger.</summary>
public enum HistoricalSyncStatus
{
    /// <summary>The sync was started.</summary>
    Started,

    /// <summary>A sync of this connection runs already; no second one was started.</summary>
    AlreadyRunning,

    /// <summary>The history was fetched before, and nothing is missing.</summary>
    AlreadyDone,

    /// <summary>The sync could not be started now. It is recorded and will be started later.</summary>
    Pending,

    /// <summary>The integration has no history to fetch, as the catalogue says: <see cref="OAuthProvider.History"/>.</summary>
    NotSupported,

    /// <summary>No <see cref="IHistoricalSyncService"/> is registered.</summary>
    NotConfigured,

    /// <summary>
    /// The sync could neither be started nor recorded, or was asked for wrongly, as <see cref="HistoricalSyncOutcome.Message"/> says: start it
    /// by hand.
    /// </summary>
    Failed,
}
