namespace Atom.OAuth;

/// <summary>What an endpoint is for.</summary>
public enum OAuthEndpointKind
{
    /// <summary>The page where the user consents (RFC 6749, section 3.1).</summary>
    Authorization,

    /// <summary>Exchanges codes and refresh tokens (RFC 6749, section 3.2); with OAuth 1.0a, the access token URL.</summary>
    Token,

    /// <summary>Takes a token back (RFC 7009).</summary>
    Revocation,

    /// <summary>Tells what a token is good for (RFC 7662).</summary>
    Introspection,

    /// <summary>Tells whose token it is.</summary>
    UserInfo,

    /// <summary>The address that API calls start with.</summary>
    Api,

    /// <summary>Gives out the temporary credentials of OAuth 1.0a (RFC 5849, section 2.1).</summary>
    RequestToken,
}
