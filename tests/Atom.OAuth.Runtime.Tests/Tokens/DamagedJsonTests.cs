using System.Net;
using Atom.OAuth.Tests.Support;

namespace Atom.OAuth.Tests.Tokens;

/// <summary>JSON that is syntactically valid, but contains half of a surrogate pair in a name or a value.</summary>
public class DamagedJsonTests
{
    [Theory]
    [InlineData("""["\ud800"]""", "http_400")]
    [InlineData("""{"error":["\ud800"]}""", "http_400")]
    [InlineData("""{"\ude00message":"no","error":"invalid_grant"}""", "invalid_grant")]
    [InlineData("""{"error":"invalid_grant","\ud800rror":"no"}""", "invalid_grant")]
    [InlineData("""{"error":{"\ud800":1,"code":"x"}}""", "x")]
    [InlineData("""{"errors":[{"\ud800":1,"extensions":{"\ud800":1,"code":"x"}}]}""", "x")]
    [InlineData("""{"fault":{"\ud800":1,"error":[{"code":"x"}]}}""", "x")]
    public async Task Failure_KeepsWhatIsReadable(string body, string code)
    {
        using var response = Respond.With(body, status: HttpStatusCode.BadRequest);

        var answer = await OAuthTokenResponse.ReadAsync(response, "Contoso");

        Assert.Equal(code, answer.Failure?.Code);
    }

    [Fact]
    public async Task DamagedName_DoesNotCostTheToken()
    {
        using var response = Respond.With("""{"access_token":"at-1","workspace_id":"w","\ud800rkspace_id":"no"}""");

        var tokens = (await OAuthTokenResponse.ReadAsync(response, "Notion")).GetTokensOrThrow();

        Assert.True(tokens.TryGetParameter("workspace_id", out var workspace));
        Assert.Equal("w", workspace.GetString());
        Assert.False(tokens.TryGetParameter("missing", out _));
    }

    [Fact]
    public async Task DamagedClaimName_DoesNotCostTheToken()
    {
        // {"exp":1795437000,"\ud800xp":1}
        const string Token = "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3OTU0MzcwMDAsIlx1ZDgwMHhwIjoxfQ.c2ln";
        using var response = Respond.With($$"""{"access_token":"{{Token}}"}""");

        var tokens = (await OAuthTokenResponse.ReadAsync(response, "monday.com")).GetTokensOrThrow();

        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1795437000), tokens.ExpiresAt);
    }
}
