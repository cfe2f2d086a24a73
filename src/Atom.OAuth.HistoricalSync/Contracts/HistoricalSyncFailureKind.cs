namespace Atom.OAuth;

/// <summary>Why a history could not be fetched, which determines what the sync does next.</summary>
public enum HistoricalSyncFailureKind
{
    /// <summary>
    /// Any error that may go away. Retried with increasing delays, up to <see cref="HistoricalSyncOptions.MaxAttempts"/> times without
    /// progress.
    /// </summary>
    Transient,

    /// <summary>
    /// The provider throttles. The sync waits as long as the provider asks, or one minute if it does not say; this does not count as an
    /// attempt.
    /// </summary>
    RateLimited,

    /// <summary>The grant is no longer valid. The sync waits for the user to connect again.</summary>
    NeedsReauthorization,

    /// <summary>What was to be read no longer exists, or this account can never read it. The sync fails immediately.</summary>
    Gone,

    /// <summary>The provider no longer accepts the cursor. The window is restarted.</summary>
    CursorExpired,

    /// <summary>The user or the provider refused to share the history. The sync fails immediately.</summary>
    Refused,

    /// <summary>The period in which the provider would have sent the history is over. The user has to connect again.</summary>
    Expired,

    /// <summary>The sink failed to write a batch. Treated like <see cref="Transient"/>.</summary>
    SinkFailed,

    /// <summary>The process ended repeatedly while it ran this sync, without progress.</summary>
    Interrupted,
}
