using System.Net;

namespace Atom.OAuth.IntegrationHub.Tests;

/// <summary>Headers, cookies and forged requests.</summary>
public sealed class SecurityTests(HubFixture fixture) : IClassFixture<HubFixture>
{
    private readonly HubWorld _world = fixture.World;

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/")]
    [InlineData("/hub.css")]
    [InlineData("/hub.js")]
    [InlineData("/no-such-page")]
    public async Task Every_answer_has_the_security_headers(string path)
    {
        using var visitor = await _world.SignInAsync();

        var page = await visitor.GoAsync(path);

        var policy = page.Headers["Content-Security-Policy"];
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", page.Headers["X-Content-Type-Options"]);
        Assert.Equal("same-origin", page.Headers["Referrer-Policy"]);
    }

    [Fact]
    public async Task Pages_have_neither_scripts_nor_styles_of_their_own()
    {
        using var visitor = await _world.SignInAsync();
        await visitor.ConnectAsync("slack");

        foreach (var path in new[] { "/", $"/connections/{(await _world.ConnectionsAsync("slack"))[0].Id}", "/sign-in" })
        {
            var body = (await visitor.GoAsync(path)).Body;
            Assert.DoesNotContain("<style", body, StringComparison.Ordinal);
            Assert.DoesNotContain(" style=", body, StringComparison.Ordinal);
            Assert.DoesNotContain("javascript:", body, StringComparison.Ordinal);
            Assert.DoesNotContain(" onclick", body, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>", body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_sign_in_cookie_is_for_this_host_alone_and_hidden_from_scripts()
    {
        using Visitor visitor = new(_world.Origin, _world.Simulator.Origin);
        await visitor.GoAsync("/sign-in");
        await visitor.SubmitAsync(("user", "ada"));

        string cookie = Assert.Single(visitor.SetCookies, cookie => cookie.StartsWith("__Host-hub=", StringComparison.Ordinal));
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/integrations/slack/connect")]
    [InlineData("/integrations/0123456789abcdef/disconnect")]
    [InlineData("/syncs/1/cancel")]
    [InlineData("/sign-in")]
    [InlineData("/sign-in?handler=SignOut")]
    [InlineData("/connections/1?handler=Pause")]
    public async Task A_POST_without_the_token_of_a_page_is_refused(string path)
    {
        using var visitor = await _world.SignInAsync();

        var page = await visitor.SendAsync(HttpMethod.Post, path, [("returnPath", "/"), ("user", "grace")]);

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
    }

    [Fact]
    public async Task A_webhook_with_a_wrong_signature_is_refused()
    {
        using Visitor visitor = new(_world.Origin, _world.Simulator.Origin);

        var page = await visitor.SendAsync(HttpMethod.Post, "/webhooks/whatsapp", [("object", "whatsapp_business_account")]);

        Assert.Equal(HttpStatusCode.Unauthorized, page.Status);
    }

    [Fact]
    public async Task Nobody_sees_or_changes_the_connection_of_another()
    {
        using var ada = await _world.SignInAsync();
        await ada.ConnectAsync("dropbox");
        var connection = (await _world.ConnectionsAsync("dropbox"))[0];
        var sync = await _world.SyncAsync(connection.Id, Enum.GetValues<HistoricalSyncState>());
        using var grace = await _world.SignInAsync("grace");

        Assert.Equal(HttpStatusCode.NotFound, (await grace.GoAsync($"/connections/{connection.Id}")).Status);
        await grace.GoAsync("/");
        Assert.Equal(HttpStatusCode.NotFound, (await grace.PostAsync($"/integrations/{connection.Id}/disconnect")).Status);
        await grace.GoAsync("/");
        Assert.Equal(HttpStatusCode.NotFound, (await grace.PostAsync($"/syncs/{sync.Id}/cancel")).Status);
        await grace.GoAsync("/");
        Assert.Equal(HttpStatusCode.NotFound, (await grace.PostAsync($"/connections/{connection.Id}?handler=Pause", ("sync", sync.Id))).Status);
        Assert.Single(await _world.ConnectionsAsync("dropbox"));
    }

    [Fact]
    public async Task A_browser_gets_a_page_for_an_address_that_there_is_not()
    {
        using HttpClient http = new();
        http.DefaultRequestHeaders.Add("Accept", "text/html");

        using var response = await http.GetAsync(new Uri(_world.Origin, "/no-such-page"));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("There is no such page", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(response.Headers.Contains("Content-Security-Policy"));
    }

    [Fact]
    public async Task A_stranger_is_sent_to_the_sign_in()
    {
        using Visitor stranger = new(_world.Origin, _world.Simulator.Origin);

        var page = await stranger.GoAsync("/");

        Assert.Equal("/sign-in", page.Address.AbsolutePath);
    }

    [Fact]
    public async Task Disconnecting_gives_the_access_back()
    {
        using var visitor = await _world.SignInAsync();
        await visitor.ConnectAsync("zoom");
        var connection = (await _world.ConnectionsAsync("zoom"))[0];
        await visitor.GoAsync("/");

        var page = await visitor.PostAsync($"/integrations/{connection.Id}/disconnect", ("returnPath", "/"));

        Assert.Equal("Zoom is disconnected, and its access was given back.", page.Notice);
        Assert.Empty(await _world.ConnectionsAsync("zoom"));
        var sync = await _world.SyncAsync(connection.Id, HistoricalSyncState.Cancelled, HistoricalSyncState.Completed);
        Assert.NotNull(sync.EndedAt);
    }
}
