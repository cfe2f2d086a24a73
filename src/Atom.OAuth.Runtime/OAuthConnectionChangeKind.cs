namespace Atom.OAuth;

/// <summary>What can happen to a connection.</summary>
public enum OAuthConnectionChangeKind
{
    /// <summary>An account was connected for the first time.</summary>
    Connected,

    /// <summary>An existing connection got new tokens because the user consented again.</summary>
    Reauthorized,

    /// <summary>The provider said that the tokens are no longer valid: the user has to consent again.</summary>
    ReauthorizationRequired,

    /// <summary>The connection was removed and its tokens were deleted.</summary>
    Disconnected,
}
