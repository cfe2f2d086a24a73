namespace Atom.OAuth.Sync;

/// <summary>The triggers of state transitions.</summary>
internal enum SyncTrigger
{
    /// <summary>A worker claims the sync.</summary>
    Claim,

    /// <summary>The worker returns it: its time slice is over, the process stops, or an attempt failed.</summary>
    Yield,

    /// <summary>The worker died.</summary>
    Recover,

    /// <summary>It has to wait for a rate limit or for the provider's webhooks.</summary>
    Wait,

    /// <summary>The provider no longer accepts the grant.</summary>
    LoseAuthorization,

    /// <summary>Everything has been fetched.</summary>
    Complete,

    /// <summary>It cannot continue.</summary>
    Fail,

    /// <summary>A user pauses it.</summary>
    Pause,

    /// <summary>A user resumes it.</summary>
    Resume,

    /// <summary>A user cancels it, or disconnects.</summary>
    Cancel,

    /// <summary>A user restarts a sync that has stopped.</summary>
    Retry,

    /// <summary>The user connected again.</summary>
    Reconnect,
}
