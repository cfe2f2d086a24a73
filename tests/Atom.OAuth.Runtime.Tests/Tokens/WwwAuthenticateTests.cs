using System.Net;
using Atom.OAuth.Tests.Support;

namespace Atom.OAuth.Tests.Tokens;

/// <summary>The error in a challenge, if there is none in the body.</summary>
public class WwwAuthenticateTests
{
    [Theory]
    [InlineData("Bearer error=\"invalid_token\"", "invalid_token", "The token is expired, revoked or malformed")]
    [InlineData("Bearer error=invalid_token, error_description=expired", "invalid_token", "expired")]
    [InlineData("Bearer realm=\"a, b\", error=\"invalid_token\", error_description=\"a \\\"b\\\", c\"", "invalid_token", "a 'b', c")]
    [InlineData("Bearer ERROR=\"invalid_token\" , Error_Description = \"x\"", "invalid_token", "x")]
    [InlineData("Bearer error=\"<script>\"", "http_401", null)]
    [InlineData("DPoP algs=\"ES256\", error=\"use_dpop_nonce\"", "use_dpop_nonce", null)]
    public async Task Error_IsRead(string challenge, string code, string? description)
    {
        var failure = await ReadAsync(challenge);

        Assert.Equal((OAuthFailureKind.ProviderError, code, description), (failure.Kind, failure.Code, failure.Description));
    }

    [Theory]
    [InlineData("Basic realm=\"x\"")]
    [InlineData("Bearer")]
    [InlineData("Bearer error=")]
    [InlineData("Bearer error=\"\"")]
    [InlineData("Bearer abc")]
    [InlineData("Bearer error=\"invalid_token")] // Unclosed: the platform's own parser rejects it.
    public async Task Challenge_WithoutAnError_LeavesTheFailureAsItIs(string challenge)
        => Assert.Equal(OAuthFailureKind.Empty, (await ReadAsync(challenge)).Kind);

    [Fact]
    public async Task SecondChallenge_Counts_AndTheBodyComesFirst()
    {
        using var two = Respond.With(string.Empty, status: HttpStatusCode.Unauthorized);
        two.Headers.TryAddWithoutValidation("WWW-Authenticate", ["Basic realm=\"x\"", "Bearer error=\"invalid_token\""]);
        using var body = Respond.With("""{"error":"invalid_client"}""", status: HttpStatusCode.Unauthorized);
        body.Headers.TryAddWithoutValidation("WWW-Authenticate", "Bearer error=\"invalid_token\"");

        Assert.Equal("invalid_token", (await OAuthTokenResponse.ReadAsync(two, "Zoom")).Failure?.Code);
        Assert.Equal("invalid_client", (await OAuthTokenResponse.ReadAsync(body, "Zoom")).Failure?.Code);
    }

    private static async Task<OAuthFailure> ReadAsync(string challenge)
    {
        using var response = Respond.With(string.Empty, status: HttpStatusCode.Unauthorized);
        response.Headers.TryAddWithoutValidation("WWW-Authenticate", challenge);
        return (await OAuthTokenResponse.ReadAsync(response, "Zoom")).Failure!;
    }
}
