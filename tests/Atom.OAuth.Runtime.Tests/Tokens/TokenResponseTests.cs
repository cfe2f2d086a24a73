using System.IO.Compression;
using System.Net;
using Atom.OAuth.Tests.Support;

namespace Atom.OAuth.Tests.Tokens;

/// <summary>What the samples do not cover: delivery, refresh, other members, and exceptions.</summary>
public class TokenResponseTests
{
    private const string Json =
        """{"access_token":"at-2","token_type":"bearer","expires_in":60,"refresh_token":"rt-2","scope":"a b","id_token":"it-2","team":{"id":"T1"}}""";

    public static TheoryData<Delivery> Deliveries => [.. Respond.Deliveries];

    [Theory]
    [MemberData(nameof(Deliveries))]
    public async Task Tokens_AreRead_HoweverTheyAreDelivered(Delivery delivery)
    {
        using var response = Respond.With(Json, delivery: delivery);

        var tokens = (await OAuthTokenResponse.ReadAsync(response, "Slack")).GetTokensOrThrow();

        Assert.Equal(
            ("at-2", "bearer", "rt-2", "a b", "it-2"),
            (tokens.AccessToken, tokens.TokenType, tokens.RefreshToken, tokens.Scope, tokens.IdToken));
        Assert.True(tokens.TryGetParameter("team", out var team));
        Assert.Equal("T1", team.GetProperty("id").GetString());
        Assert.False(tokens.TryGetParameter("missing", out _));
    }

    [Theory]
    [MemberData(nameof(Deliveries))]
    public async Task LongResponses_AreRead(Delivery delivery)
    {
        string token = new('t', 70_000);
        using var response = Respond.With($$"""{"access_token":"{{token}}"}""", delivery: delivery);

        Assert.Equal(token, (await OAuthTokenResponse.ReadAsync(response, "Slack")).Tokens?.AccessToken);
    }

    [Fact]
    public async Task ContentInMemory_StaysReadable()
    {
        using var response = Respond.With(Json);

        var first = await OAuthTokenResponse.ReadAsync(response, "Slack");
        var second = await OAuthTokenResponse.ReadAsync(response, "Slack");

        Assert.Equal(first.Tokens?.AccessToken, second.Tokens?.AccessToken);
    }

    [Theory]
    [InlineData("""{"access_token":"at-2"}""", "rt-1", "a")]
    [InlineData("""{"access_token":"at-2","refresh_token":null}""", "rt-1", "a")]
    [InlineData("""{"access_token":"at-2","refresh_token":""}""", "rt-1", "a")]
    [InlineData("""{"access_token":"at-2","refresh_token":"rt-2","scope":"b"}""", "rt-2", "b")]
    [InlineData("access_token=at-2", "rt-1", "a")]
    public async Task Refresh_KeepsWhatTheAnswerLeavesOut(string body, string refreshToken, string scope)
    {
        OAuthTokens stored = new("at-1") { RefreshToken = "rt-1", Scope = "a", IdToken = "it-1", ExpiresAt = DateTimeOffset.UnixEpoch };
        using var response = Respond.With(body);

        var tokens = (await OAuthTokenResponse.ReadRefreshAsync(response, "Dropbox", stored)).GetTokensOrThrow();

        Assert.Equal(("at-2", refreshToken, scope, "it-1"), (tokens.AccessToken, tokens.RefreshToken, tokens.Scope, tokens.IdToken));
        Assert.Null(tokens.ExpiresAt);
    }

    [Fact]
    public async Task Refresh_OfOneOfTwoTokens_KeepsTheOther()
    {
        OAuthTokens stored = new("xoxb-1") { RefreshToken = "rt-b1", User = new OAuthTokens("xoxp-1") { RefreshToken = "rt-u1" } };
        using var bot = Respond.With("""{"ok":true,"access_token":"xoxb-2","refresh_token":"rt-b2"}""");
        using var both = Respond.With("""{"ok":true,"access_token":"xoxb-2","authed_user":{"access_token":"xoxp-2"}}""");

        var first = (await OAuthTokenResponse.ReadRefreshAsync(bot, "Slack", stored)).GetTokensOrThrow();
        var second = (await OAuthTokenResponse.ReadRefreshAsync(both, "Slack", stored)).GetTokensOrThrow();

        Assert.Equal(("rt-b2", "xoxp-1", "rt-u1"), (first.RefreshToken, first.User?.AccessToken, first.User?.RefreshToken));
        Assert.Equal(("rt-b1", "xoxp-2", "rt-u1"), (second.RefreshToken, second.User?.AccessToken, second.User?.RefreshToken));
    }

    [Fact]
    public async Task BotAndUser_EachHaveTheirOwn()
    {
        using var response = Respond.With(
            """{"ok":true,"access_token":"xoxb","expires_in":10,"authed_user":{"access_token":"xoxp","expires_in":20,"error":"no","ok":false}}""");

        var tokens = (await OAuthTokenResponse.ReadAsync(response, "Slack", new FixedTime(DateTimeOffset.UnixEpoch), default)).GetTokensOrThrow();

        Assert.Equal(10, tokens.ExpiresAt?.ToUnixTimeSeconds());
        Assert.Equal(20, tokens.User?.ExpiresAt?.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task OAuth1_HasTwoHalves()
    {
        using var response = Respond.With("oauth_token=a%2Fb&oauth_token_secret=c%20d", "text/plain");

        var tokens = (await OAuthTokenResponse.ReadAsync(response, "Trello")).GetTokensOrThrow();

        Assert.Equal(("a/b", "c d", "OAuth"), (tokens.AccessToken, tokens.TokenSecret, tokens.TokenType));
        Assert.False(tokens.TryGetParameter("oauth_token", out _));
    }

    [Theory]
    [InlineData("a.b", null)]
    [InlineData("abc", null)]
    [InlineData("a.!.c", null)]
    [InlineData("a.bm8.c", null)] // no
    [InlineData("a.W10.c", null)] // []
    [InlineData("a.e30.c", null)] // {}
    [InlineData("a.eyJleHAiOiIxIn0.c", null)] // {"exp":"1"}
    [InlineData("a.eyJleHAiOi0xfQ.c", null)] // {"exp":-1}
    [InlineData("a.eyJleHAiOjFlOTl9.c", null)] // {"exp":1e99}
    [InlineData("a.eyJleHAiOjB9.c", null)] // {"exp":0}
    [InlineData("a.eyJleHAiOjI1MzQwMjMwMDgwMH0.c", null)] // {"exp":253402300800}
    [InlineData("a.eyJleHAiOjI1MzQwMjMwMDc5OX0.c", 253402300799L)] // {"exp":253402300799}
    [InlineData("eyJleHAiOjEwMDB9.", null)] // {"exp":1000} alone
    [InlineData("a.eyJleHAiOjEwMDB9.c", 1000L)] // {"exp":1000}
    public async Task EndInTheToken_IsReadWhereItIsOne(string token, long? end)
    {
        using var response = Respond.With($$"""{"access_token":"{{token}}"}""");
        using var other = Respond.With($$"""{"access_token":"{{token}}"}""");

        Assert.Equal(end, (await OAuthTokenResponse.ReadAsync(response, "monday")).Tokens?.ExpiresAt?.ToUnixTimeSeconds());
        Assert.Null((await OAuthTokenResponse.ReadAsync(other, "Zoom")).Tokens?.ExpiresAt);
    }

    [Fact]
    public async Task BrokenConnection_IsAFailure_WithoutItsText()
    {
        using var response = Respond.With(new ForwardStream([], failure: new IOException("secret=hunter22")));

        var answer = await OAuthTokenResponse.ReadAsync(response, "Zoom");

        Assert.Equal(
            (OAuthFailureKind.Transport, true, false),
            (answer.Failure!.Kind, answer.Failure.IsRetryable, answer.Failure.RequiresReauthorization));
        Assert.Equal("Zoom OAuth failed: connection_failed - The connection to Zoom failed", answer.ToString());
        Assert.IsType<IOException>(answer.Failure.Exception);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task DamagedCompression_IsNoToken(string coding)
    {
        // Any byte but the first two may be damaged: the result is never a different token.
        var whole = Compress(coding, """{"access_token":"0123456789abcdefghijklmnopqrstuvwxyz","token_type":"bearer"}""");
        for (var position = 2; position < whole.Length; position++)
        {
            byte[] damaged = [.. whole];
            damaged[position] ^= 0x55;
            using var response = Respond.With(damaged, contentEncoding: coding);

            var answer = await OAuthTokenResponse.ReadAsync(response, "Slack");

#if RUNTIME_NETSTANDARD
            // The decoder for "deflate" does not verify the checksum.
            var isChecked = coding == "gzip";
#else
            const bool isChecked = true;
#endif
            Assert.True(
                !isChecked || answer.Tokens?.AccessToken is null or "0123456789abcdefghijklmnopqrstuvwxyz",
                $"{position}: {answer.Tokens?.AccessToken}");
        }
    }

    [Fact]
    public async Task CompressionCutOffBehindTheJson_CostsNoToken()
    {
        var whole = Compress("gzip", Json);
        using var response = Respond.With(whole[..^8], contentEncoding: "gzip");

        Assert.Equal("at-2", (await OAuthTokenResponse.ReadAsync(response, "Slack")).Tokens?.AccessToken);
    }

    [Fact]
    public async Task CompressionThatTheClientCannotUndo_IsAFailure()
    {
        using var response = Respond.With(new ForwardStream([], failure: new InvalidDataException("unknown block type")));

        Assert.Equal(OAuthFailureKind.Transport, (await OAuthTokenResponse.ReadAsync(response, "Zoom")).Failure?.Kind);
    }

    [Fact]
    public async Task EscapedNames_AreNames()
    {
        using var response = Respond.With("""{"access\u005ftoken":"at-2","\u0065xpires_in":60,"\ud800":1}""");

        var tokens = (await OAuthTokenResponse.ReadAsync(response, "Slack")).GetTokensOrThrow();

        Assert.Equal("at-2", tokens.AccessToken);
        Assert.NotNull(tokens.ExpiresAt);
    }

    [Fact]
    public async Task Send_ReportsWhatTheConnectionDid()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "https://zoom.us/oauth/token");
        OAuthTokens stored = new("at-1") { RefreshToken = "rt-1" };

        var refused = await OAuthTokenResponse.SendAsync(new Handler(() => throw new HttpRequestException("no")).Client(), request, "Zoom", stored);
        var late = await OAuthTokenResponse.SendAsync(new Handler(() => throw new TaskCanceledException()).Client(), request, "Zoom");
        var good = await OAuthTokenResponse.SendAsync(
            new Handler(() => Respond.With("""{"access_token":"at-2"}""")).Client(), request, "Zoom", stored);

        Assert.Equal(("connection_failed", null), (refused.Failure?.Code, refused.Failure?.StatusCode));
        Assert.Equal("Zoom OAuth failed: timeout - Zoom did not answer in time", late.Failure?.Message);
        Assert.Equal(("at-2", "rt-1"), (good.Tokens?.AccessToken, good.Tokens?.RefreshToken));
    }

    [Fact]
    public async Task Cancellation_OfTheCaller_IsThrown()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "https://zoom.us/oauth/token");
        using var response = Respond.With(Json, delivery: Delivery.Late);
        CancellationToken cancelled = new(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await OAuthTokenResponse.ReadAsync(response, "Zoom", cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => OAuthTokenResponse.SendAsync(
            new Handler(() => throw new OperationCanceledException()).Client(), request, "Zoom", cancellationToken: cancelled));
    }

    [Fact]
    public async Task MistakesOfTheProgram_AreThrown()
    {
        using var response = Respond.With(Json);
        using var consumed = Respond.With(Json, delivery: Delivery.Streamed);
        await consumed.Content.ReadAsByteArrayAsync();
        OAuthTokens tokens = new("x");

        await Assert.ThrowsAsync<ArgumentNullException>("response", async () => await OAuthTokenResponse.ReadAsync(null!, "Slack"));
        await Assert.ThrowsAsync<ArgumentException>("provider", async () => await OAuthTokenResponse.ReadAsync(response, " "));
        await Assert.ThrowsAsync<ArgumentNullException>(
            "timeProvider", async () => await OAuthTokenResponse.ReadAsync(response, "Slack", null!, default));
        await Assert.ThrowsAsync<ArgumentNullException>("current", async () => await OAuthTokenResponse.ReadRefreshAsync(response, "Slack", null!));
        await Assert.ThrowsAsync<ArgumentNullException>("client", () => OAuthTokenResponse.SendAsync(null!, new HttpRequestMessage(), "Slack"));
        await Assert.ThrowsAsync<ArgumentNullException>(
            "request", () => OAuthTokenResponse.SendAsync(new Handler(() => response).Client(), null!, "Slack"));
        await Assert.ThrowsAsync<ArgumentNullException>("response", async () => await OAuthRevocationResponse.ReadAsync(null!, "Slack"));
        Assert.Throws<ArgumentException>("accessToken", () => new OAuthTokens(string.Empty));
        Assert.Throws<ArgumentNullException>("timeProvider", () => tokens.IsExpired(null!));
        Assert.Throws<ArgumentNullException>("stored", () => tokens.IsSupersededBy(null!));
        Assert.Throws<ArgumentNullException>("failure", () => new OAuthFailureException(null!));
    }

    [Fact]
    public async Task Failure_CanBeThrown()
    {
        using var response = Respond.With(
            """{"error":"invalid_grant","error_uri":"https://docs.example/e?a=b"}""", status: HttpStatusCode.BadRequest);

        var exception = Assert.Throws<OAuthFailureException>((await OAuthTokenResponse.ReadAsync(response, "Zoom")).GetTokensOrThrow);

        Assert.Equal(exception.Failure.Message, exception.Message);
        Assert.Equal("docs.example", exception.Failure.ErrorUri?.Host);
        Assert.IsAssignableFrom<HttpRequestException>(exception);
    }

    [Fact]
    public void Tokens_ShowNothingOfThemselves()
    {
        OAuthTokens tokens = new("at-1") { RefreshToken = "rt-1", ExpiresAt = DateTimeOffset.UnixEpoch };

        Assert.Equal("Bearer token, ends 1970-01-01 00:00:00Z, with refresh token", tokens.ToString());
        Assert.Equal("Bearer token", new OAuthTokens("at-1").ToString());
    }

    [Theory]
    [InlineData(100, 99, 0, false)]
    [InlineData(100, 100, 0, true)]
    [InlineData(100, 40, 60, true)]
    [InlineData(100, 39, 60, false)]
    [InlineData(null, 99, 60, false)]
    public void End_IsCompared(int? end, int now, int margin, bool isExpired)
    {
        OAuthTokens tokens = new("at-1") { ExpiresAt = end is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null };

        Assert.Equal(isExpired, tokens.IsExpired(new FixedTime(DateTimeOffset.FromUnixTimeSeconds(now)), TimeSpan.FromSeconds(margin)));
    }

    [Theory]
    [InlineData("at-1", "rt-1", false)]
    [InlineData("at-1", "rt-2", true)]
    [InlineData("at-2", "rt-1", true)]
    [InlineData("at-1", null, true)]
    public void NewerTokensInTheStore_AreSeen(string accessToken, string? refreshToken, bool isSuperseded)
        => Assert.Equal(
            isSuperseded,
            new OAuthTokens("at-1") { RefreshToken = "rt-1" }.IsSupersededBy(new OAuthTokens(accessToken) { RefreshToken = refreshToken }));

    private static byte[] Compress(string coding, string text)
    {
        using MemoryStream compressed = new();
        using (Stream compressor = coding == "gzip"
            ? new GZipStream(compressed, CompressionLevel.Optimal)
            : new ZLibStream(compressed, CompressionLevel.Optimal))
        {
            compressor.Write(Respond.Bytes(text));
        }

        return compressed.ToArray();
    }

    private sealed class Handler(Func<HttpResponseMessage> respond) : HttpMessageHandler
    {
        public HttpMessageInvoker Client() => new(this);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(respond());
    }
}
