using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.Guide;

/// <summary>The guide's integration does what the guide says, from the first click to the revoked grant.</summary>
public class GuideTests
{
    [Fact]
    public async Task ValidCredentials_Connect_AndStartTheHistory()
    {
        await using GuideApplication app = await GuideApplication.StartAsync();
        (Dictionary<string, string> query, string cookie) = await app.ConnectAsync();

        (HttpStatusCode status, string location, _) = await app.CallbackAsync($"code=c-1&state={query["state"]}", cookie);

        Assert.Equal((HttpStatusCode.Redirect, "/integrations?connected=slack"), (status, location));
        Assert.Equal("c-1", Assert.Single(app.TokenRequests)["code"]);
        Assert.Equal("xoxb-1", (await app.Connections.GetAsync("slack", "user-1")).AccessToken);

        // The callback's own sync was the first, of this connection: the next one is the second.
        InMemoryHistoricalSync sync = app.Services.GetRequiredService<InMemoryHistoricalSync>();
        await sync.WaitForIdleAsync();
        Assert.Equal("memory-2", (await sync.StartAsync(new("slack", "user-1", "tenant-1", DateTimeOffset.MaxValue.AddYears(-1)), default)).JobId);
        Assert.Equal(["channels:history,channels:read", "client"], [query["scope"], query["client_id"]]);
    }

    [Fact]
    public async Task ReloadedCallback_GetsTheFirstOutcome_AndConnectsNothingTwice()
    {
        await using GuideApplication app = await GuideApplication.StartAsync();
        (Dictionary<string, string> query, string cookie) = await app.ConnectAsync();
        string callback = $"code=c-1&state={query["state"]}";

        (_, string first, _) = await app.CallbackAsync(callback, cookie);
        (HttpStatusCode status, string second, _) = await app.CallbackAsync(callback, cookie);

        Assert.Equal((HttpStatusCode.Redirect, first), (status, second));
        Assert.Single(app.TokenRequests);
    }

    [Theory]
    [InlineData("""<html><title>Service Unavailable</title></html>""", "text/html", 503, "unexpected_html - Slack returned a web page (HTTP 503, \"Service Unavailable\") instead of JSON. The provider is overloaded or under maintenance: try again later.")]
    [InlineData("""{"ok":false,"error":"invalid_code"}""", "application/json", 200, "invalid_code - The authorization code is invalid or expired")]
    [InlineData("", "text/plain", 200, "empty_response - Slack returned an empty body (HTTP 200 OK) instead of JSON.")]
    public async Task FailedExchange_IsAMessage_AndNoConnection(string body, string contentType, int status, string message)
    {
        await using GuideApplication app = await GuideApplication.StartAsync();
        app.Answer = _ => Results.Text(body, contentType, statusCode: status);
        (Dictionary<string, string> query, string cookie) = await app.ConnectAsync();

        (_, string location, _) = await app.CallbackAsync($"code=c-1&state={query["state"]}", cookie);

        Assert.Equal("/integrations?error=Slack OAuth failed: " + message, location);
        Assert.False(app.Connections.Has("slack", "user-1"));
    }

    [Fact]
    public async Task RefusedConsent_IsAMessage_AndNoRequest()
    {
        await using GuideApplication app = await GuideApplication.StartAsync();
        (Dictionary<string, string> query, string cookie) = await app.ConnectAsync();

        (_, string location, _) = await app.CallbackAsync($"error=access_denied&error_description=%3Cscript%3Eno%3C/script%3E&state={query["state"]}", cookie);

        Assert.Equal("/integrations?error=Slack OAuth failed: access_denied - no", location);
        Assert.Empty(app.TokenRequests);
    }

    [Fact]
    public async Task Strangers_AreTurnedAway()
    {
        await using GuideApplication app = await GuideApplication.StartAsync();
        (Dictionary<string, string> query, string cookie) = await app.ConnectAsync("attacker");
        string callback = $"code=c-1&state={query["state"]}";

        Assert.Equal(HttpStatusCode.BadRequest, (await app.CallbackAsync(callback, cookie, "victim")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await app.CallbackAsync(callback, cookie: null, "attacker")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await app.CallbackAsync("code=c-1", cookie, "attacker")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await app.CallbackAsync("error=%3Cscript%3E", cookie: null, "victim")).Status);
        Assert.DoesNotContain("script", (await app.CallbackAsync("error=%3Cscript%3E", cookie: null, "victim")).Body, StringComparison.Ordinal);
        Assert.Empty(app.TokenRequests);
    }

    [Theory]
    [InlineData("""{"ok":true,"access_token":"xoxb-2"}""", 200, "xoxb-2", "xoxe-1", false)]
    [InlineData("""{"ok":true,"access_token":"xoxb-2","refresh_token":"xoxe-2"}""", 200, "xoxb-2", "xoxe-2", false)]
    [InlineData("""{"ok":false,"error":"invalid_refresh_token"}""", 200, "xoxb-1", "xoxe-1", true)]
    [InlineData("<html>", 502, "xoxb-1", "xoxe-1", false)]
    [InlineData("", 200, "xoxb-1", "xoxe-1", false)]
    public async Task Refresh_NeverLosesAToken(string body, int status, string accessToken, string refreshToken, bool mustReconnect)
    {
        await using GuideApplication app = await GuideApplication.StartAsync();
        await app.Connections.SaveAsync("slack", "user-1", new OAuthTokens("xoxb-1") { RefreshToken = "xoxe-1" });
        app.Answer = _ => Results.Text(body, "application/json", statusCode: status);
        using IServiceScope scope = app.Services.CreateScope();

        await scope.ServiceProvider.GetRequiredService<SlackTokens>().RefreshAsync("user-1", default);

        OAuthTokens stored = await app.Connections.GetAsync("slack", "user-1");
        Assert.Equal((accessToken, refreshToken, mustReconnect), (stored.AccessToken, stored.RefreshToken, app.Connections.Reconnects.ContainsKey("user-1")));
        Assert.Equal("xoxe-1", Assert.Single(app.TokenRequests)["refresh_token"]);
    }
}
