namespace Atom.OAuth;

/// <summary>Why a connection cannot be used.</summary>
public enum OAuthConnectionProblem
{
    /// <summary>There is none of this id in this tenant: it was disconnected, or never connected.</summary>
    NotFound,

    /// <summary>The provider said that the grant is good no longer: the user has to consent again.</summary>
    ReauthorizationRequired,

    /// <summary>Nothing says which connection is meant: no request option, no scope, and not exactly one connection of the signed-in user.</summary>
    NotNamed,

    /// <summary>It is a connection with another integration: its token is not for this provider.</summary>
    WrongIntegration,

    /// <summary>The stored tokens cannot be decrypted: the Data Protection keys that encrypted them are gone.</summary>
    KeysMissing,
}
