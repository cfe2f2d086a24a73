using System.Net;
using Atom.OAuth.Tests.Support;

namespace Atom.OAuth.Tests.Tokens;

/// <summary>Each member of a successful response.</summary>
public class TokenMemberTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("""["a","b"]""", "a b")]
    [InlineData("""["a",null,7,{"x":["y"]},["z"],"","b"]""", "a b")]
    [InlineData("""["a"]""", "a")]
    [InlineData("[]", null)]
    [InlineData("[7]", null)]
    [InlineData("\"a b\"", "a b")]
    [InlineData("""{"a":"b"}""", null)]
    [InlineData("null", null)]
    public async Task Scope_IsATextOrAList(string scope, string? expected)
    {
        var tokens = await ReadAsync($$"""{"scope":{{scope}},"access_token":"at"}""");
        Assert.Equal((expected, "at"), (tokens.Scope, tokens.AccessToken));
    }

    [Theory]
    [InlineData("\"\"", true)]
    [InlineData("\" \"", true)]
    [InlineData("\"e\"", false)]
    [InlineData("0", true)]
    [InlineData("0.0", true)]
    [InlineData("7", false)]
    [InlineData("1e999", false)]
    [InlineData("true", false)]
    [InlineData("false", true)]
    [InlineData("null", true)]
    [InlineData("{}", true)]
    [InlineData("[]", true)]
    [InlineData("""{"a":1}""", false)]
    [InlineData("""[[],{"a":{"access_token":"x"}}]""", false)]
    public async Task Error_ThatSaysNothing_CostsNoToken(string error, bool isRead)
    {
        foreach (var body in (string[])[$$"""{"error":{{error}},"access_token":"at","scope":"s"}""", $$"""{"access_token":"at","scope":"s","error":{{error}}}"""])
        {
            using var response = Respond.With(body);
            var answer = await OAuthTokenResponse.ReadAsync(response, "Acme");
            Assert.Equal(isRead ? ("at", "s") : (null, null), (answer.Tokens?.AccessToken, answer.Tokens?.Scope));
        }
    }

    [Theory]
    [InlineData("false", false)]
    [InlineData("true", true)]
    [InlineData("\"false\"", true)]
    [InlineData("{\"a\":[1]}", true)]
    public async Task Ok_IsFalse_OrNotFalse(string ok, bool isRead)
    {
        foreach (var body in (string[])[$$"""{"ok":{{ok}},"access_token":"at"}""", $$"""{"error":"","ok":{{ok}},"access_token":"at"}"""])
        {
            using var response = Respond.With(body);
            Assert.Equal(isRead ? "at" : null, (await OAuthTokenResponse.ReadAsync(response, "Slack")).Tokens?.AccessToken);
        }
    }

    [Fact]
    public async Task DamagedText_StandsAsItCame()
        => Assert.Equal("""\ud800""", (await ReadAsync("""{"scope":"\ud800","access_token":"at"}""")).Scope);

    [Fact]
    public async Task Stream_IsClosed_WhichFreesItsConnection()
    {
        ForwardStream stream = new(Respond.Bytes("""{"access_token":"at"}"""));
        using var response = Respond.With(stream);
        await OAuthTokenResponse.ReadAsync(response, "Acme");
        Assert.True(stream.IsDisposed);
    }

    [Fact]
    public async Task TwoSignsOfFailure_AreOne()
    {
        using var response = Respond.With("""{"ok":false,"error":"e","access_token":"at"}""");
        Assert.Equal("e", (await OAuthTokenResponse.ReadAsync(response, "Slack")).Failure?.Code);
    }

    [Theory]
    [InlineData("""{"authed_user":"U1","access_token":"at"}""")]
    [InlineData("""{"authed_user":["x",{"access_token":"no"}],"access_token":"at"}""")]
    [InlineData("""{"authed_user":{"id":"U1","authed_user":{"access_token":"no"}},"access_token":"at"}""")]
    [InlineData("""{"expires_in":{"a":[60]},"access_token":"at"}""")]
    [InlineData("""{"expires_in":[60],"access_token":"at"}""")]
    [InlineData("""{"token_type":["x"],"other":{"access_token":"no"},"access_token":"at"}""")]
    public async Task OtherShapes_ArePassedOver(string body)
    {
        var tokens = await ReadAsync(body);
        Assert.Equal(("at", "Bearer", null, null), (tokens.AccessToken, tokens.TokenType, tokens.ExpiresAt, tokens.User));
    }

    [Theory]
    [InlineData("\"expires_in\":1", 1L)]
    [InlineData("\"expires\":\"2\"", 2L)]
    [InlineData("\"expires_in\":0", 0L)]
    [InlineData("\"expires_in\":999999999", 999999999L)]
    [InlineData("\"expires_in\":-5", 0L)]
    [InlineData("\"expires_in\":1e18", null)]
    [InlineData("\"expires_xy\":60", null)]
    [InlineData("\"expiry\":60", null)]
    public async Task End_IsBetweenNowAndAGeneration(string member, long? seconds)
        => Assert.Equal(seconds, (long?)((await ReadAsync($$"""{"access_token":"at",{{member}}}""")).ExpiresAt - Now)?.TotalSeconds);

    [Theory]
    [InlineData("scape", "error", "okay", "id_tokem")]
    [InlineData("spope", "errer", "ko", "token_typo")]
    public async Task NamesThatLookAlike_AreOthers(string scope, string error, string ok, string other)
    {
        var tokens = await ReadAsync($$"""{"access_token":"at","{{scope}}":"s","{{error}}":"","{{ok}}":false,"{{other}}":"x"}""");
        Assert.Equal((null, null, "Bearer"), (tokens.Scope, tokens.IdToken, tokens.TokenType));
    }

    [Fact]
    public async Task EndOfTheResponse_OutranksThatInTheToken()
    {
        // {"exp":1000}
        var tokens = await ReadAsync("""{"access_token":"a.eyJleHAiOjEwMDB9.c","expires_in":60}""", provider: "monday");
        Assert.Equal(60, (tokens.ExpiresAt - Now)?.TotalSeconds);
    }

    [Theory]
    [InlineData("access_token=at&token_type=t&refresh_token=rt&scope=a+b&expires_in=60", "at", "t", "rt", "a b", 60L)]
    [InlineData("access_token=at&expires=60&oauth_token=other", "at", "OAuth", null, null, 60L)]
    [InlineData("access_token=at&expires_in=60&expires=70", "at", "Bearer", null, null, 60L)]
    [InlineData("access_token=at&scope=&=x&error=", "at", "Bearer", null, null, null)]
    public async Task Form_HasTheSameMembers(string form, string accessToken, string type, string? refreshToken, string? scope, long? seconds)
    {
        var tokens = await ReadAsync(form, "application/x-www-form-urlencoded");
        Assert.Equal(
            (accessToken, type, refreshToken, scope, seconds),
            (tokens.AccessToken, tokens.TokenType, tokens.RefreshToken, tokens.Scope, (long?)(tokens.ExpiresAt - Now)?.TotalSeconds));
    }

    [Theory]
    [InlineData("error=e&error_description=d&error_uri=https%3A%2F%2Fdocs.example%2F", 400)]
    [InlineData("access_token=at&error=e&error_description=d&error_uri=https%3A%2F%2Fdocs.example%2F", 200)]
    public async Task Form_CanBeAnError(string form, int status)
    {
        using var response = Respond.With(form, "application/x-www-form-urlencoded", status: (HttpStatusCode)status);
        var failure = (await OAuthTokenResponse.ReadAsync(response, "Acme")).Failure!;
        Assert.Equal(("e", "d", "docs.example"), (failure.Code, failure.Description, failure.ErrorUri?.Host));
    }

    [Fact]
    public async Task Refresh_PrefersWhatIsNew()
    {
        OAuthTokens stored = new("at-1") { IdToken = "it-1", TokenSecret = "ts-1" };
        using var all = Respond.With("oauth_token=at-2&oauth_token_secret=ts-2", "text/plain");
        using var json = Respond.With("""{"access_token":"at-2","id_token":"it-2"}""");
        using var user = Respond.With("""{"access_token":"at-2","authed_user":{"access_token":"u"}}""");

        var first = (await OAuthTokenResponse.ReadRefreshAsync(all, "Trello", stored)).GetTokensOrThrow();
        var second = (await OAuthTokenResponse.ReadRefreshAsync(json, "Trello", stored)).GetTokensOrThrow();
        var third = (await OAuthTokenResponse.ReadRefreshAsync(user, "Slack", stored)).GetTokensOrThrow();

        Assert.Equal(("ts-2", "it-1"), (first.TokenSecret, first.IdToken));
        Assert.Equal(("ts-1", "it-2"), (second.TokenSecret, second.IdToken));
        Assert.Equal("u", third.User?.AccessToken);
    }

    [Fact]
    public async Task Answer_DescribesItself()
    {
        using var good = Respond.With("""{"access_token":"at"}""");
        var answer = await OAuthTokenResponse.ReadAsync(good, "Acme");
        Assert.Equal((true, "Bearer token"), (answer.IsSuccess, answer.ToString()));

        using var bad = Respond.With("{}");
        Assert.False((await OAuthTokenResponse.ReadAsync(bad, "Acme")).IsSuccess);
        var exception = await Assert.ThrowsAsync<ArgumentException>("provider", async () => await OAuthTokenResponse.ReadAsync(good, " "));
        Assert.StartsWith(
            "Name the provider, for example \"Slack\": messages and provider-specific reading need it.",
            exception.Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "An access token is needed; a connection without one has no tokens.",
            Assert.Throws<ArgumentException>(() => new OAuthTokens(string.Empty)).Message,
            StringComparison.Ordinal);
        Assert.False(new OAuthTokens("at").TryGetParameter("x", out _));
    }

    [Fact]
    public async Task Revocation_IsRefused_WithAMessage_ByStatusOnly()
    {
        using var done = Respond.With("""{"message":"revoked"}""");
        using var refused = Respond.With("""{"message":"no"}""", status: HttpStatusCode.BadRequest);
        Assert.Null((await OAuthRevocationResponse.ReadAsync(done, "Acme")).Failure);
        Assert.Equal("no", (await OAuthRevocationResponse.ReadAsync(refused, "Acme")).Failure?.Description);
        using var token = Respond.With("""{"message":"no"}""");
        Assert.Equal("no", (await OAuthTokenResponse.ReadAsync(token, "Acme")).Failure?.Description);
    }

    private static async Task<OAuthTokens> ReadAsync(string body, string contentType = "application/json", string provider = "Acme")
    {
        using var response = Respond.With(body, contentType);
        return (await OAuthTokenResponse.ReadAsync(response, provider, new FixedTime(Now), default)).GetTokensOrThrow();
    }
}
