namespace Atom.OAuth.Tokens;

/// <summary>What an error code means for the caller.</summary>
[Flags]
internal enum ErrorTraits
{
    None = 0,

    /// <summary>The same request may succeed later.</summary>
    Retryable = 1,

    /// <summary>The grant is no longer valid: the user has to connect again.</summary>
    Reauthorize = 2,

    /// <summary>The provider throttles.</summary>
    RateLimit = 4 | Retryable,
}

/// <summary>The known error codes, with explanations for when the provider sends none.</summary>
internal static class KnownErrors
{
    private static readonly Dictionary<string, (string? Description, ErrorTraits Traits)> ByCode = new(StringComparer.OrdinalIgnoreCase)
    {
        // RFC 6749, sections 4.1.2.1 and 5.2.
        ["access_denied"] = ("User denied access", ErrorTraits.None),
        ["invalid_request"] = ("The request lacks a parameter or has one that is not understood", ErrorTraits.None),
        ["invalid_client"] = ("The client id or the client secret is wrong", ErrorTraits.None),
        ["invalid_grant"] = ("The authorization code or refresh token is invalid or expired", ErrorTraits.Reauthorize),
        ["unauthorized_client"] = ("The client may not use this grant type", ErrorTraits.None),
        ["unsupported_grant_type"] = ("The provider does not support this grant type", ErrorTraits.None),
        ["unsupported_response_type"] = ("The provider does not support this response type", ErrorTraits.None),
        ["invalid_scope"] = ("A requested scope is unknown or not allowed", ErrorTraits.None),
        ["server_error"] = ("The provider had an internal error", ErrorTraits.Retryable),
        ["temporarily_unavailable"] = ("The provider is temporarily unavailable", ErrorTraits.Retryable),

        // RFC 6750, section 3.1.
        ["invalid_token"] = ("The token is expired, revoked or malformed", ErrorTraits.None),

        // RFC 7009, section 2.2.1.
        ["unsupported_token_type"] = ("The provider cannot revoke tokens of this type", ErrorTraits.None),

        // RFC 8628, section 3.5.
        ["slow_down"] = (null, ErrorTraits.RateLimit),

        // OpenID Connect Core, section 3.1.2.6.
        ["login_required"] = ("The user has to sign in at the provider", ErrorTraits.Reauthorize),
        ["consent_required"] = ("The user has to consent at the provider", ErrorTraits.Reauthorize),
        ["interaction_required"] = ("The user has to answer a question of the provider", ErrorTraits.Reauthorize),

        // Google, GitHub: docs.github.com, troubleshooting OAuth app access token request errors.
        ["redirect_uri_mismatch"] = ("The redirect URI is not the one that is registered with the provider", ErrorTraits.None),
        ["incorrect_client_credentials"] = ("The client id or the client secret is wrong", ErrorTraits.None),
        ["bad_verification_code"] = ("The authorization code is invalid or expired", ErrorTraits.Reauthorize),
        ["bad_refresh_token"] = ("The refresh token is invalid or expired", ErrorTraits.Reauthorize),

        // Slack: api.slack.com/methods/oauth.v2.access, errors; api.slack.com/authentication/rotation.
        ["invalid_code"] = ("The authorization code is invalid or expired", ErrorTraits.Reauthorize),
        ["bad_client_secret"] = ("The client secret is missing or wrong", ErrorTraits.None),
        ["invalid_refresh_token"] = ("The refresh token is invalid", ErrorTraits.Reauthorize),
        ["token_revoked"] = ("The token was revoked", ErrorTraits.Reauthorize),
        ["account_inactive"] = ("The account or workspace is no longer active", ErrorTraits.Reauthorize),
        ["ratelimited"] = (null, ErrorTraits.RateLimit),
        ["internal_error"] = ("The provider had an internal error", ErrorTraits.Retryable),
        ["fatal_error"] = ("The provider had an internal error", ErrorTraits.Retryable),
        ["service_unavailable"] = ("The provider is temporarily unavailable", ErrorTraits.Retryable),

        // HubSpot: developers.hubspot.com, OAuth tokens v1.
        ["BAD_REFRESH_TOKEN"] = ("The refresh token is invalid or expired", ErrorTraits.Reauthorize),
        ["BAD_AUTH_CODE"] = ("The authorization code is invalid or expired", ErrorTraits.Reauthorize),
        ["RATE_LIMITS"] = (null, ErrorTraits.RateLimit),

        // Notion: developers.notion.com/reference/status-codes.
        ["rate_limited"] = (null, ErrorTraits.RateLimit),
        ["internal_server_error"] = ("The provider had an internal error", ErrorTraits.Retryable),

        // Google: google.aip.dev/193 and the canonical codes of google.rpc.Code.
        ["RESOURCE_EXHAUSTED"] = (null, ErrorTraits.RateLimit),
        ["UNAVAILABLE"] = ("The provider is temporarily unavailable", ErrorTraits.Retryable),

        // Dropbox: developers.dropbox.com/error-handling-guide.
        ["too_many_requests"] = (null, ErrorTraits.RateLimit),

        // Trello's API in plain text, Fitbit, Apigee and others as phrases: "expired token", "Too Many Requests".
        ["expired_token"] = ("The token is expired", ErrorTraits.Reauthorize),
        ["token_expired"] = ("The token is expired", ErrorTraits.Reauthorize),
        ["code_been_used"] = ("The authorization code was used before", ErrorTraits.Reauthorize),
        ["refresh_token_expired"] = ("The refresh token is expired", ErrorTraits.Reauthorize),
        ["rate_limit_exceeded"] = (null, ErrorTraits.RateLimit),
        ["invalid_client_secret"] = ("The client secret is wrong", ErrorTraits.None),

        // Trello: developer.atlassian.com/cloud/trello/guides/rest-api/rate-limits.
        ["API_TOKEN_LIMIT_EXCEEDED"] = (null, ErrorTraits.RateLimit),
        ["API_KEY_LIMIT_EXCEEDED"] = (null, ErrorTraits.RateLimit),
    };

    /// <summary>Gets the explanation of a code, or <see langword="null"/>.</summary>
    public static string? Description(string code) => ByCode.TryGetValue(code, out var known) ? known.Description : null;

    /// <summary>Gets what a code means for the caller; of a code with a namespace, as Apigee sends it, the last part counts.</summary>
    public static ErrorTraits Traits(string code)
        => ByCode.TryGetValue(code, out var known) || ByCode.TryGetValue(code.Substring(code.LastIndexOf('.') + 1), out known)
            ? known.Traits
            : ErrorTraits.None;

    /// <summary>
    /// Gets the code that a phrase stands for: <c>too_many_requests</c> for "Too Many Requests"; <see langword="null"/> if
    /// none is known.
    /// </summary>
    public static string? OfWords(string? words)
    {
        const int Longest = 40;

        var code = words?.Trim().TrimEnd('.', '!').Replace(' ', '_').ToLowerInvariant();
        return code is { Length: > 0 and <= Longest } && ByCode.ContainsKey(code) ? code : null;
    }
}
