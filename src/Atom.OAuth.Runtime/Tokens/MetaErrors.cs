namespace Atom.OAuth.Tokens;

/// <summary>The numbers of Meta's errors: developers.facebook.com/docs/graph-api/guides/error-handling.</summary>
internal static class MetaErrors
{
    /// <summary>The type of nearly every error.</summary>
    public const string Type = "OAuthException";

    /// <summary>Gets what an error number means for the caller.</summary>
    /// <param name="code">The <c>code</c>.</param>
    /// <param name="subcode">The <c>error_subcode</c>, or <see langword="null"/>.</param>
    public static ErrorTraits Traits(string code, string? subcode) => (code, subcode) switch
    {
        // The access token is expired, revoked or otherwise no longer valid.
        ("190" or "102", _) => ErrorTraits.Reauthorize,

        // The code is expired or already used: developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow.
        ("100", "36007" or "36009") => ErrorTraits.Reauthorize,

        // Limits of the app, the user, the page, and of custom calls; of WhatsApp and of business use cases.
        ("4" or "17" or "32" or "613" or "80007" or "130429" or "131048" or "131056", _) => ErrorTraits.RateLimit,

        // Unknown, and temporarily unavailable
        ("1" or "2", _) => ErrorTraits.Retryable,
        _ => ErrorTraits.None,
    };
}
