namespace Atom.OAuth;

/// <summary>
/// How client id and secret are written into an HTTP Basic header; it matters where they have characters such as <c>+</c>, <c>/</c> or
/// <c>%</c>.
/// </summary>
public enum OAuthBasicEncoding
{
    /// <summary>Not documented. What the provider gives out as ids and secrets reads the same either way.</summary>
    Unspecified,

    /// <summary>Form-encoded before Base64, as RFC 6749, section 2.3.1 has it.</summary>
    FormUrlEncoded,

    /// <summary>As they are (RFC 7617).</summary>
    Raw,
}
