namespace Atom.OAuth;

/// <summary>What a provider makes of a PKCE challenge (RFC 7636, method <c>S256</c>).</summary>
public enum OAuthPkceSupport
{
    /// <summary>None is documented: send no challenge.</summary>
    None,

    /// <summary>A challenge is checked when one is sent: always send one (RFC 9700, section 2.1.1).</summary>
    Optional,

    /// <summary>An authorization request without a challenge is refused.</summary>
    Required,

    /// <summary>Only for public clients, which have no secret: a client that sends its secret sends no challenge.</summary>
    PublicClientOnly,
}
