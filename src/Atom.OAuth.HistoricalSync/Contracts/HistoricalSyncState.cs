namespace Atom.OAuth;

/// <summary>Where a sync is. Which state may follow which is a table: see docs/historical-sync.md.</summary>
public enum HistoricalSyncState
{
    /// <summary>It waits for a worker, or for the next attempt after a failure that may pass.</summary>
    Pending,

    /// <summary>A worker is at it.</summary>
    Running,

    /// <summary>Somebody paused it. It goes on when it is resumed.</summary>
    Paused,

    /// <summary>A rate limit or the provider's webhooks are waited for. It occupies no worker.</summary>
    Waiting,

    /// <summary>The user has to connect again; then it goes on where it was.</summary>
    NeedsReauthorization,

    /// <summary>All windows are done. <see cref="HistoricalSyncInfo.IsTruncated"/> says whether the provider held something back.</summary>
    Completed,

    /// <summary>It gave up. Retry or a new connection makes it go on where it was.</summary>
    Failed,

    /// <summary>Somebody cancelled it, or disconnected. A new connection makes it go on where it was.</summary>
    Cancelled,
}
