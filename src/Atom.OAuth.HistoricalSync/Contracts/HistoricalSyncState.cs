namespace Atom.OAuth;

/// <summary>The state of a sync. For the transitions between states, see docs/historical-sync.md.</summary>
public enum HistoricalSyncState
{
    /// <summary>Waiting for a worker, or for the next attempt after a temporary failure.</summary>
    Pending,

    /// <summary>A worker is running it.</summary>
    Running,

    /// <summary>Paused by a user until it is resumed.</summary>
    Paused,

    /// <summary>Waiting for a rate limit or for the provider's webhooks, without occupying a worker.</summary>
    Waiting,

    /// <summary>The user has to connect again; then the sync continues where it stopped.</summary>
    NeedsReauthorization,

    /// <summary>All windows are done. <see cref="HistoricalSyncInfo.IsTruncated"/> says whether the provider withheld records.</summary>
    Completed,

    /// <summary>The sync has failed. A retry or a new connection continues it where it stopped.</summary>
    Failed,

    /// <summary>Cancelled, or disconnected. A new connection continues it where it stopped.</summary>
    Cancelled,
}
