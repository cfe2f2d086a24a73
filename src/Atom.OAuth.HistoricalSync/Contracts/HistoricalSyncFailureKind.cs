namespace Atom.OAuth;

/// <summary>Why a history could not be fetched, and with that, what the sync does next.</summary>
public enum HistoricalSyncFailureKind
{
    /// <summary>
    /// Anything that may work the next time. Tried again with growing pauses, up to <see cref="HistoricalSyncOptions.MaxAttempts"/> times without
    /// progress.
    /// </summary>
    Transient,

    /// <summary>The provider throttles. The sync waits until the time to come back; it is no attempt.</summary>
    RateLimited,

    /// <summary>The grant is no longer good. The sync waits for the user to connect again.</summary>
    NeedsReauthorization,

    /// <summary>What should be read is no longer there, or this account may never read it. The sync fails at once.</summary>
    Gone,

    /// <summary>The provider has forgotten the cursor. The window begins anew.</summary>
    CursorExpired,

    /// <summary>The user or the provider refused to share the history. The sync fails at once.</summary>
    Refused,

    /// <summary>The time in which the provider would have sent the history has passed. Only connecting again helps.</summary>
    Expired,

    /// <summary>The sink did not take a batch. Treated like <see cref="Transient"/>.</summary>
    SinkFailed,

    /// <summary>The process ended again and again while it ran this sync, without progress.</summary>
    Interrupted,
}
