namespace Atom.OAuth;

/// <summary>How the parameters of a token request are written; more than one where the provider takes either.</summary>
[Flags]
public enum OAuthRequestEncoding
{
    /// <summary>There is no such request.</summary>
    None = 0,

    /// <summary>A form, <c>application/x-www-form-urlencoded</c>: the standard (RFC 6749, section 4.1.3).</summary>
    Form = 1,

    /// <summary>A JSON object.</summary>
    Json = 2,

    /// <summary>The query of a GET request.</summary>
    Query = 4,

    /// <summary>The <c>Authorization: OAuth</c> header (RFC 5849, section 3.5.1).</summary>
    OAuthHeader = 8,
}
