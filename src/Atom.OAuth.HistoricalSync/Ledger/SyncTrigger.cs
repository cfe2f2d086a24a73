namespace Atom.OAuth.Sync;

/// <summary>What can happen to a sync.</summary>
internal enum SyncTrigger
{
    /// <summary>A worker takes it.</summary>
    Claim,

    /// <summary>The worker gives it back: its time is over, the process stops, or an attempt failed.</summary>
    Yield,

    /// <summary>The worker died.</summary>
    Recover,

    /// <summary>A rate limit or the provider's webhooks are waited for.</summary>
    Wait,

    /// <summary>The provider no longer accepts the grant.</summary>
    LoseAuthorization,

    /// <summary>Everything is there.</summary>
    Complete,

    /// <summary>It cannot go on.</summary>
    Fail,

    /// <summary>Somebody pauses it.</summary>
    Pause,

    /// <summary>Somebody resumes it.</summary>
    Resume,

    /// <summary>Somebody cancels it, or disconnects.</summary>
    Cancel,

    /// <summary>Somebody wants a sync that stopped to go on.</summary>
    Retry,

    /// <summary>The user connected again.</summary>
    Reconnect,
}
