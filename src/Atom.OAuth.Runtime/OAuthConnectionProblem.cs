namespace Atom.OAuth;

/// <summary>Why a connection cannot be used.</summary>
public enum OAuthConnectionProblem
{
    /// <summary>There is no connection with this id in this tenant: it was disconnected, or never connected.</summary>
    NotFound,

    /// <summary>The provider said that the grant is no longer valid: the user has to consent again.</summary>
    ReauthorizationRequired,

    /// <summary>The connection is not specified: no request option, no scope, and the signed-in user does not have exactly one.</summary>
    NotNamed,

    /// <summary>The connection belongs to another integration: its token is not for this provider.</summary>
    WrongIntegration,

    /// <summary>The stored tokens cannot be decrypted, because the Data Protection keys that encrypted them are gone.</summary>
    KeysMissing,
}
