namespace Atom.OAuth;

/// <summary>Whether a connection can be used.</summary>
public enum OAuthConnectionStatus
{
    /// <summary>It can.</summary>
    Active,

    /// <summary>The provider said that the grant is good no longer: the user has to consent again.</summary>
    ReauthorizationRequired,
}
