using System.Net;
using Atom.OAuth.Tests.Support;

namespace Atom.OAuth.Tests.Tokens;

/// <summary>The meaning of each known code, if the provider sends only the code; and where ids and delays are found.</summary>
public class KnownErrorTests
{
    [Theory]
    [InlineData("access_denied", "User denied access", OAuthFailureKind.ProviderError, false, false)]
    [InlineData("invalid_request", "The request lacks a parameter or has one that is not understood", OAuthFailureKind.ProviderError, false, false)]
    [InlineData("invalid_client", "The client id or the client secret is wrong", OAuthFailureKind.ProviderError, false, false)]
    [InlineData("invalid_grant", "The authorization code or refresh token is invalid or expired", OAuthFailureKind.ProviderError, false, true)]
    [InlineData("unauthorized_client", "The client may not use this grant type", OAuthFailureKind.ProviderError, false, false)]
    [InlineData("unsupported_grant_type", "The provider does not support this grant type", OAuthFailureKind.ProviderError, false, false)]
    [InlineData("unsupported_response_type", "The provider does not support this response type", OAuthFailureKind.ProviderError, false, false)]
    [InlineData("invalid_scope", "A requested scope is unknown or not allowed", OAuthFailureKind.ProviderError, false, false)]
    [InlineData("server_error", "The provider had an internal error", OAuthFailureKind.ProviderError, true, false)]
    [InlineData("temporarily_unavailable", "The provider is temporarily unavailable", OAuthFailureKind.ProviderError, true, false)]
    [InlineData("invalid_token", "The token is expired, revoked or malformed", OAuthFailureKind.ProviderError, false, false)]
    [InlineData("unsupported_token_type", "The provider cannot revoke tokens of this type", OAuthFailureKind.ProviderError, false, false)]
    [InlineData("slow_down", "Acme asks for fewer requests", OAuthFailureKind.RateLimited, true, false)]
    [InlineData("login_required", "The user has to sign in at the provider", OAuthFailureKind.ProviderError, false, true)]
    [InlineData("consent_required", "The user has to consent at the provider", OAuthFailureKind.ProviderError, false, true)]
    [InlineData("interaction_required", "The user has to answer a question of the provider", OAuthFailureKind.ProviderError, false, true)]
    [InlineData("redirect_uri_mismatch", "The redirect URI is not the one that is registered with the provider", OAuthFailureKind.ProviderError, false, false)]
    [InlineData("incorrect_client_credentials", "The client id or the client secret is wrong", OAuthFailureKind.ProviderError, false, false)]
    [InlineData("bad_verification_code", "The authorization code is invalid or expired", OAuthFailureKind.ProviderError, false, true)]
    [InlineData("bad_refresh_token", "The refresh token is invalid or expired", OAuthFailureKind.ProviderError, false, true)]
    [InlineData("invalid_code", "The authorization code is invalid or expired", OAuthFailureKind.ProviderError, false, true)]
    [InlineData("bad_client_secret", "The client secret is missing or wrong", OAuthFailureKind.ProviderError, false, false)]
    [InlineData("invalid_refresh_token", "The refresh token is invalid", OAuthFailureKind.ProviderError, false, true)]
    [InlineData("token_revoked", "The token was revoked", OAuthFailureKind.ProviderError, false, true)]
    [InlineData("account_inactive", "The account or workspace is no longer active", OAuthFailureKind.ProviderError, false, true)]
    [InlineData("ratelimited", "Acme asks for fewer requests", OAuthFailureKind.RateLimited, true, false)]
    [InlineData("internal_error", "The provider had an internal error", OAuthFailureKind.ProviderError, true, false)]
    [InlineData("fatal_error", "The provider had an internal error", OAuthFailureKind.ProviderError, true, false)]
    [InlineData("service_unavailable", "The provider is temporarily unavailable", OAuthFailureKind.ProviderError, true, false)]
    [InlineData("BAD_REFRESH_TOKEN", "The refresh token is invalid or expired", OAuthFailureKind.ProviderError, false, true)]
    [InlineData("BAD_AUTH_CODE", "The authorization code is invalid or expired", OAuthFailureKind.ProviderError, false, true)]
    [InlineData("RATE_LIMITS", "Acme asks for fewer requests", OAuthFailureKind.RateLimited, true, false)]
    [InlineData("rate_limited", "Acme asks for fewer requests", OAuthFailureKind.RateLimited, true, false)]
    [InlineData("internal_server_error", "The provider had an internal error", OAuthFailureKind.ProviderError, true, false)]
    [InlineData("RESOURCE_EXHAUSTED", "Acme asks for fewer requests", OAuthFailureKind.RateLimited, true, false)]
    [InlineData("UNAVAILABLE", "The provider is temporarily unavailable", OAuthFailureKind.ProviderError, true, false)]
    [InlineData("too_many_requests", "Acme asks for fewer requests", OAuthFailureKind.RateLimited, true, false)]
    [InlineData("API_TOKEN_LIMIT_EXCEEDED", "Acme asks for fewer requests", OAuthFailureKind.RateLimited, true, false)]
    [InlineData("API_KEY_LIMIT_EXCEEDED", "Acme asks for fewer requests", OAuthFailureKind.RateLimited, true, false)]
    [InlineData("own_code", null, OAuthFailureKind.ProviderError, false, false)]
    public async Task Code_TellsWhatToDo(string code, string? description, OAuthFailureKind kind, bool isRetryable, bool requiresReauthorization)
    {
        foreach (var spelling in (string[])[code, code.ToUpperInvariant()])
        {
            using var response = Respond.With($$"""{"error":"{{spelling}}"}""", status: HttpStatusCode.BadRequest);
            var failure = (await OAuthTokenResponse.ReadAsync(response, "Acme")).Failure!;
            Assert.Equal(
                (kind, spelling, description, isRetryable, requiresReauthorization),
                (failure.Kind, failure.Code, failure.Description, failure.IsRetryable, failure.RequiresReauthorization));
        }
    }

    [Theory]
    [InlineData("x-request-id")]
    [InlineData("request-id")]
    [InlineData("x-correlation-id")]
    [InlineData("x-ms-request-id")]
    [InlineData("client-request-id")]
    [InlineData("x-hubspot-correlation-id")]
    [InlineData("x-slack-req-id")]
    [InlineData("x-dropbox-request-id")]
    [InlineData("x-fb-trace-id")]
    [InlineData("x-fb-request-id")]
    [InlineData("x-zm-trackingid")]
    [InlineData("cf-ray")]
    public async Task Header_NamesTheRequest(string header)
    {
        using var response = Respond.With("{}");
        response.Headers.TryAddWithoutValidation(header, "id-1");
        Assert.Equal("id-1", (await OAuthTokenResponse.ReadAsync(response, "Acme")).Failure!.CorrelationId);
    }

    [Theory]
    [InlineData("correlation_id")]
    [InlineData("correlationId")]
    [InlineData("request_id")]
    [InlineData("requestId")]
    [InlineData("request-id")]
    [InlineData("fbtrace_id")]
    [InlineData("trace_id")]
    public async Task Body_NamesTheRequest(string name)
    {
        using var response = Respond.With($$"""{"error":"e","{{name}}":"id-1"}""");
        Assert.Equal("id-1", (await OAuthTokenResponse.ReadAsync(response, "Acme")).Failure!.CorrelationId);
    }

    [Theory]
    [InlineData("error_description")]
    [InlineData("error_message")]
    [InlineData("message")]
    [InlineData("reason")]
    [InlineData("error_summary")]
    [InlineData("errorSummary")]
    [InlineData("errorMessage")]
    [InlineData("detail")]
    [InlineData("title")]
    public async Task Body_Explains(string name)
    {
        using var response = Respond.With($$"""{"error":"e","{{name}}":"why"}""");
        Assert.Equal("why", (await OAuthTokenResponse.ReadAsync(response, "Acme")).Failure!.Description);
    }

    [Theory]
    [InlineData("Retry-After", "7", 7d, 7d)]
    [InlineData("X-RateLimit-Reset-After", "7.5", 7.5, null)]
    [InlineData("x-rate-limit-api-token-interval-ms", "10000", 10d, null)]
    [InlineData("X-HubSpot-RateLimit-Interval-Milliseconds", "10000", 10d, null)]
    public async Task Header_SaysHowLongToWait(string header, string value, double throttled, double? otherwise)
    {
        foreach ((var status, var seconds) in ((int, double?)[])[(429, throttled), (400, otherwise)])
        {
            using var response = Respond.With("""{"error":"e"}""", status: (HttpStatusCode)status);
            response.Headers.TryAddWithoutValidation(header, value);
            Assert.Equal(seconds, (await OAuthTokenResponse.ReadAsync(response, "Acme")).Failure!.RetryAfter?.TotalSeconds);
        }
    }
}
