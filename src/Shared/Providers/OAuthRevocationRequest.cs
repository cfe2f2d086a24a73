namespace Atom.OAuth;

/// <summary>How the revocation endpoint is told which token to take back.</summary>
public enum OAuthRevocationRequest
{
    /// <summary>By the parameter <c>token</c> of a request that the client authenticates (RFC 7009, section 2.1).</summary>
    TokenParameter,

    /// <summary>By the access token that the call is made with (RFC 6750, section 2.1); it has to be good still.</summary>
    BearerToken,
}
