namespace Atom.OAuth;

/// <summary>How a client authenticates at the token endpoint; more than one where the provider takes either.</summary>
[Flags]
public enum OAuthClientAuthentication
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>HTTP Basic, <c>client_secret_basic</c> (RFC 6749, section 2.3.1).</summary>
    Basic = 1,

    /// <summary>Id and secret in the request's body, <c>client_secret_post</c> (RFC 6749, section 2.3.1).</summary>
    Body = 2,

    /// <summary>Id and secret in the query: whatever logs URLs logs the secret.</summary>
    Query = 4,

    /// <summary>A signed assertion, <c>private_key_jwt</c> (RFC 7523).</summary>
    Assertion = 8,

    /// <summary>An HMAC-SHA1 signature of the request (RFC 5849, section 3.4.2).</summary>
    Signature = 16,
}
