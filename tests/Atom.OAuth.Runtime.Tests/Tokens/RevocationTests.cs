using System.Net;
using Atom.OAuth.Tests.Support;

namespace Atom.OAuth.Tests.Tokens;

/// <summary>A revocation succeeds without a token, but must not be reported as successful if it may have failed.</summary>
public class RevocationTests
{
    [Theory]
    [InlineData(200, "")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"status":"success"}""")]
    [InlineData(200, """{"message":"revoked"}""")]
    [InlineData(200, """{"ok":true,"revoked":true}""")]
    [InlineData(200, "OK")]
    [InlineData(204, "")]
    public async Task Success_IsSeen(int status, string body)
    {
        using var response = Respond.With(body, status: (HttpStatusCode)status);

        var answer = await OAuthRevocationResponse.ReadAsync(response, "Discord");

        Assert.True(answer.IsRevoked, answer.Failure?.Message);
        Assert.Equal("Revoked", answer.ToString());
    }

    [Theory]
    [InlineData(400, """{"error":"unsupported_token_type"}""", OAuthFailureKind.ProviderError, false)]
    [InlineData(400, "", OAuthFailureKind.Empty, false)]
    [InlineData(401, """{"message":"401: Unauthorized","code":0}""", OAuthFailureKind.ProviderError, false)]
    [InlineData(503, "", OAuthFailureKind.Empty, true)]
    [InlineData(200, """{"ok":false,"error":"invalid_auth"}""", OAuthFailureKind.ProviderError, false)]
    [InlineData(200, "<html><title>Sign in</title>", OAuthFailureKind.HtmlPage, false)]
    [InlineData(429, "", OAuthFailureKind.RateLimited, true)]
    public async Task Failure_IsSeen(int status, string body, OAuthFailureKind kind, bool isRetryable)
    {
        using var response = Respond.With(body, status: (HttpStatusCode)status);

        var answer = await OAuthRevocationResponse.ReadAsync(response, "Discord");

        Assert.False(answer.IsRevoked);
        Assert.Equal((kind, isRetryable), (answer.Failure.Kind, answer.Failure.IsRetryable));
        Assert.Equal(answer.Failure.Message, answer.ToString());
    }
}
