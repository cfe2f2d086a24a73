namespace Atom.OAuth;

/// <summary>Whether a connection can be used.</summary>
public enum OAuthConnectionStatus
{
    /// <summary>The connection can be used.</summary>
    Active,

    /// <summary>The provider said that the grant is no longer valid: the user has to consent again.</summary>
    ReauthorizationRequired,
}
