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
        await using var app = await GuideApplication.StartAsync();
        (var query, var cookie) = await app.ConnectAsync();

        (var status, var location, _) = await app.CallbackAsync($"code=c-1&state={query["state"]}", cookie);

        Assert.Equal((HttpStatusCode.Redirect, "/integrations?connected=slack"), (status, location));
        Assert.Equal("c-1", Assert.Single(app.TokenRequests)["code"]);
        Assert.Equal("xoxb-1", (await app.Connections.GetAsync(GuideApplication.Connection)).AccessToken);

        // The callback's sync was the first of this connection, so this is the second.
        var sync = app.Services.GetRequiredService<InMemoryHistoricalSync>();
        await sync.WaitForIdleAsync();
        HistoricalSyncRequest next = new(
            "slack", "user-1", "tenant-1", DateTimeOffset.MaxValue.AddYears(-1), connectionId: GuideApplication.Connection);
        Assert.Equal("memory-2", (await sync.StartAsync(next, default)).JobId);
        Assert.Equal(["channels:history,channels:read", "client"], [query["scope"], query["client_id"]]);
    }

    [Fact]
    public async Task NobodySignedIn_IsAskedToSignIn()
    {
        await using var app = await GuideApplication.StartAsync();
        (var query, var cookie) = await app.ConnectAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.CallbackAsync($"code=c-1&state={query["state"]}", cookie, user: null)).Status);
        using var connect = await app.SendAsync(new(HttpMethod.Get, "/integrations/slack/connect"), user: null, cookie: null);
        Assert.Equal(HttpStatusCode.Unauthorized, connect.StatusCode);

        // With a signed-in user, the same callback succeeds.
        Assert.Equal("/integrations?connected=slack", (await app.CallbackAsync($"code=c-1&state={query["state"]}", cookie)).Location);
    }

    [Theory]
    [InlineData("/é", "/%C3%A9?connected=slack")]
    [InlineData("/a?name=ü", "/a?name=%C3%BC&connected=slack")]
    [InlineData("//evil.example", "/integrations?connected=slack")]
    [InlineData("https://evil.example", "/integrations?connected=slack")]
    public async Task ReturnPath_StaysWithinTheApplication_InEveryScript(string returnTo, string location)
    {
        await using var app = await GuideApplication.StartAsync();
        (var query, var cookie) = await app.ConnectAsync(returnTo: returnTo);
        for (var call = 0; call < 2; call++)
        {
            using var response = await app.SendAsync(
                new(HttpMethod.Get, $"/integrations/slack/callback?code=c-1&state={query["state"]}"), "user-1", cookie);
            Assert.Equal((HttpStatusCode.Redirect, location), (response.StatusCode, response.Headers.Location!.OriginalString));
        }
    }

    [Fact]
    public async Task ManyConnects_LeaveFewCookies()
    {
        await using var app = await GuideApplication.StartAsync();
        List<string> browser = ["session=1"];
        for (var i = 0; i < 40; i++)
        {
            using var response = await app.SendAsync(new(HttpMethod.Get, "/integrations/slack/connect"), "user-1", string.Join("; ", browser));
            foreach (var cookie in response.Headers.GetValues("Set-Cookie").Select(header => header.Split(';')[0]))
            {
                var name = cookie[..(cookie.IndexOf('=') + 1)];
                browser.RemoveAll(sent => sent.StartsWith(name, StringComparison.Ordinal));
                browser.AddRange(cookie == name ? [] : [cookie]);
            }
        }

        Assert.Equal((17, "session=1"), (browser.Count, browser[0]));
    }

    [Theory]
    [InlineData("""<html><title>Service Unavailable</title></html>""", "text/html", 503, "unexpected_html - Slack returned a web page (HTTP 503, \"Service Unavailable\") instead of JSON. The provider is overloaded or under maintenance: try again later.")]
    [InlineData("""{"ok":false,"error":"invalid_code"}""", "application/json", 200, "invalid_code - The authorization code is invalid or expired")]
    [InlineData("", "text/plain", 200, "empty_response - Slack returned an empty body (HTTP 200 OK) instead of JSON.")]
    public async Task FailedExchange_IsAMessage_AndNoConnection(string body, string contentType, int status, string message)
    {
        await using var app = await GuideApplication.StartAsync();
        app.Answer = _ => Results.Text(body, contentType, statusCode: status);
        (var query, var cookie) = await app.ConnectAsync();

        (_, var location, _) = await app.CallbackAsync($"code=c-1&state={query["state"]}", cookie);

        Assert.Equal("/integrations?error=Slack OAuth failed: " + message, location);
        Assert.Empty(app.Connections.List());
    }

    [Fact]
    public async Task RefusedConsent_IsAMessage_AndNoRequest()
    {
        await using var app = await GuideApplication.StartAsync();
        (var query, var cookie) = await app.ConnectAsync();

        (_, var location, _) = await app.CallbackAsync(
            $"error=access_denied&error_description=%3Cscript%3Eno%3C/script%3E&state={query["state"]}", cookie);

        Assert.Equal("/integrations?error=Slack OAuth failed: access_denied - no", location);
        Assert.Empty(app.TokenRequests);
    }

    [Fact]
    public async Task CallbackWithNothing_IsAMessage_AndNoRequest()
    {
        await using var app = await GuideApplication.StartAsync();
        (var query, var cookie) = await app.ConnectAsync();

        (_, var location, _) = await app.CallbackAsync($"state={query["state"]}", cookie);

        Assert.Equal("/integrations?error=Slack OAuth failed: invalid_request - The callback has no code.", location);
        Assert.Empty(app.TokenRequests);
    }

    [Fact]
    public async Task LongErrorInAnyScript_IsAMessage()
    {
        await using var app = await GuideApplication.StartAsync();
        (var query, var cookie) = await app.ConnectAsync();

        (var status, var location, _) = await app.CallbackAsync(
            $"error=access_denied&error_description={Uri.EscapeDataString(new string('拒', 300))}&state={query["state"]}", cookie);

        Assert.Equal(HttpStatusCode.Redirect, status);
        Assert.StartsWith("/integrations?error=Slack OAuth failed: access_denied - 拒拒拒", location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strangers_AreTurnedAway()
    {
        await using var app = await GuideApplication.StartAsync();
        (var query, var cookie) = await app.ConnectAsync("attacker");
        var callback = $"code=c-1&state={query["state"]}";

        Assert.Equal(HttpStatusCode.BadRequest, (await app.CallbackAsync(callback, cookie, "victim")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await app.CallbackAsync(callback, cookie: null, "attacker")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await app.CallbackAsync("code=c-1", cookie, "attacker")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await app.CallbackAsync("error=%3Cscript%3E", cookie: null, "victim")).Status);
        Assert.DoesNotContain("script", (await app.CallbackAsync("error=%3Cscript%3E", cookie: null, "victim")).Body, StringComparison.Ordinal);
        Assert.Empty(app.TokenRequests);
    }

    [Fact]
    public async Task BrowserThatDroppedTheCookie_IsToldSo()
    {
        await using var app = await GuideApplication.StartAsync();
        (var query, _) = await app.ConnectAsync();

        (var status, _, var body) = await app.CallbackAsync($"code=c-1&state={query["state"]}", cookie: null);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.EndsWith("its cookie did not come back. Please start again in the same browser, and over https.", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PostedCallback_GoesOnAsAGet_WhereTheSessionIs()
    {
        await using var app = await GuideApplication.StartAsync();
        (var query, var cookie) = await app.ConnectAsync();

        // On a cross-site POST, the browser sends no cookies: neither that of the state nor that of the session.
        HttpRequestMessage post = new(HttpMethod.Post, "/integrations/slack/callback")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["code"] = "c-1", ["state"] = query["state"] }),
        };
        using var redirect = await app.SendAsync(post, user: null, cookie: null);
        Assert.Equal(HttpStatusCode.Redirect, redirect.StatusCode);
        var location = redirect.Headers.Location!.OriginalString;
        Assert.Equal($"/integrations/slack/callback?code=c-1&state={query["state"]}", location);

        using var response = await app.SendAsync(new(HttpMethod.Get, location), "user-1", cookie);
        Assert.Equal("/integrations?connected=slack", response.Headers.Location!.OriginalString);
    }
}
