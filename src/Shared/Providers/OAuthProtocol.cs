namespace Atom.OAuth;

/// <summary>Which protocol gives a provider's tokens out.</summary>
public enum OAuthProtocol
{
    /// <summary>OAuth 2.0 with an authorization code (RFC 6749, section 4.1).</summary>
    OAuth2,

    /// <summary>OAuth 1.0a (RFC 5849): there is no code to exchange, no <c>state</c> and no refresh token.</summary>
    OAuth1,
}
