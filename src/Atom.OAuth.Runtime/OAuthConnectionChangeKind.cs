namespace Atom.OAuth;

/// <summary>What can happen to a connection.</summary>
public enum OAuthConnectionChangeKind
{
    /// <summary>An account was connected for the first time.</summary>
    Connected,

    /// <summary>A connection that was there got new tokens by the user's consent.</summary>
    Reauthorized,

    /// <summary>The provider said that the tokens are good no longer: only the user's consent helps.</summary>
    ReauthorizationRequired,

    /// <summary>The connection was removed, and its tokens are forgotten.</summary>
    Disconnected,
}
