using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Atom.OAuth.Simulation;

namespace Atom.OAuth.IntegrationHub.Tests;

/// <summary>The simulated providers: their limits, the delays that they specify, and where their lists end.</summary>
public sealed class SimulatorTests
{
    [Theory]
    [InlineData("slack", "https://slack.com/api/conversations.list", "channels:read", 50)]
    [InlineData("zoom", "https://api.zoom.us/v2/users/me", "", 10)]
    [InlineData("google-chat", "https://chat.googleapis.com/v1/spaces", "https://www.googleapis.com/auth/chat.spaces.readonly", 900)]
    [InlineData("google-calendar", "https://www.googleapis.com/calendar/v3/calendars/primary/events", "https://www.googleapis.com/auth/calendar.readonly", 600)]
    [InlineData("discord", "https://discord.com/api/v10/users/@me", "identify", 50)]
    [InlineData("microsoft-teams", "https://graph.microsoft.com/v1.0/me/joinedTeams", "Team.ReadBasic.All", 200)]
    [InlineData("notion", "https://api.notion.com/v1/users/me", "", 15)]
    [InlineData("asana", "https://app.asana.com/api/1.0/workspaces", "workspaces:read", 150)]
    [InlineData("trello", "https://api.trello.com/1/members/me", "read:member:trello", 100)]
    public async Task Refuses_what_is_more_than_the_provider_allows(string provider, string address, string scope, int allowed)
    {
        // The provider's own limit, within a time span that does not end during the test.
        using HttpClient http = new();
        await using var host = await SimulatorHost.StartAsync(new SimulatorOptions(), time: new StoppedClock());
        var token = host.Providers.GiveAccessToken(provider, scope);
        for (var i = 0; i < allowed; i++)
        {
            using var good = await SendAsync(http, host, provider, address, token);
            Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        }

        using var refused = await SendAsync(http, host, provider, address, token);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(1, host.Providers.TooManyCalls(provider));
        var body = await refused.Content.ReadAsStringAsync();
        var header = refused.Headers.TryGetValues("Retry-After", out var values) ? values.Single() : null;
        switch (provider)
        {
            case "zoom":
                Assert.True(DateTimeOffset.TryParseExact(
                    header, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _), header);
                break;
            case "google-chat" or "google-calendar":
                Assert.Null(header);
                Assert.Contains("RESOURCE_EXHAUSTED", body, StringComparison.Ordinal);
                break;
            case "trello":
                Assert.Null(header);
                Assert.Equal("0", refused.Headers.GetValues("X-RateLimit-Remaining").Single());
                break;
            case "discord":
                Assert.InRange(JsonDocument.Parse(body).RootElement.GetProperty("retry_after").GetDouble(), 0, 1);
                goto default;
            default:
                Assert.InRange(int.Parse(header!, CultureInfo.InvariantCulture), 1, 60);
                break;
        }

        // Another grant has its own count.
        using var other = await SendAsync(http, host, provider, address, host.Providers.GiveAccessToken(provider, scope));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Monday_has_200_calls_a_day_and_says_when_the_day_ends()
    {
        using HttpClient http = new();
        await using var host = await SimulatorHost.StartAsync(new SimulatorOptions(), time: new StoppedClock());
        var token = host.Providers.GiveAccessToken("monday", "boards:read");
        for (var i = 0; i < 200; i++)
        {
            using var good = await QueryAsync();
            Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        }

        using var refused = await QueryAsync();

        var extensions = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement.GetProperty("errors")[0].GetProperty("extensions");
        Assert.Equal("DAILY_LIMIT_EXCEEDED", extensions.GetProperty("code").GetString());
        Assert.Equal((int)TimeSpan.FromHours(12).TotalSeconds, extensions.GetProperty("retry_in_seconds").GetInt32());

        Task<HttpResponseMessage> QueryAsync() =>
            SendAsync(http, host, "monday", "https://api.monday.com/v2", token, new { query = "{ boards { id } }" });
    }

    [Fact]
    public async Task HubSpot_has_190_calls_in_ten_seconds_and_says_so_in_a_header_of_its_own()
    {
        using HttpClient http = new();
        await using var host = await SimulatorHost.StartAsync(new SimulatorOptions(), time: new StoppedClock());
        var token = host.Providers.GiveAccessToken("hubspot", "crm.objects.contacts.read");
        for (var i = 0; i < 190; i++)
        {
            using var good = await SearchAsync();
            Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        }

        using var refused = await SearchAsync();

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("0", refused.Headers.GetValues("X-RateLimit-Remaining").Single());
        Assert.False(refused.Headers.Contains("Retry-After"));

        Task<HttpResponseMessage> SearchAsync() =>
            SendAsync(
                http,
                host,
                "hubspot",
                "https://api.hubapi.com/crm/objects/2026-09/contacts/search",
                token,
                new { filterGroups = Array.Empty<object>() });
    }

    [Fact]
    public async Task An_unlisted_Slack_app_gets_15_messages_a_minute()
    {
        const string History = "https://slack.com/api/conversations.history?channel=C01GENERAL&limit=999";
        using HttpClient http = new();
        await using var host = await SimulatorHost.StartAsync(new SimulatorOptions { IsSlackAppUnlisted = true }, time: new StoppedClock());
        var token = host.Providers.GiveAccessToken("slack", "channels:history", "channels:read");

        using var first = await SendAsync(http, host, "slack", History, token);
        using var second = await SendAsync(http, host, "slack", History, token);
        using var list = await SendAsync(http, host, "slack", "https://slack.com/api/conversations.list", token);

        var page = JsonDocument.Parse(await first.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(15, page.GetProperty("messages").GetArrayLength());
        Assert.True(page.GetProperty("has_more").GetBoolean());
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.Equal("60", second.Headers.GetValues("Retry-After").Single());
        Assert.Equal(HttpStatusCode.OK, list.StatusCode);
    }

    [Fact]
    public async Task A_query_of_Notion_ends_at_10_000_rows_without_more()
    {
        const string Query = "https://api.notion.com/v1/data_sources/a1a1a1a1-0000-4000-8000-000000000001/query";
        using HttpClient http = new();
        await using var host = await SimulatorHost.StartAsync(new SimulatorOptions { EnforcesRateLimits = false, HistoryItems = 20_200 });
        var token = host.Providers.GiveAccessToken("notion");
        JsonElement page = default;
        string? cursor = null;
        var rows = 0;
        do
        {
            using var response = await SendAsync(
                http,
                host,
                "notion",
                Query,
                token,
                cursor is null ? new { page_size = 100 } : new { page_size = 100, start_cursor = cursor });
            page = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
            rows += page.GetProperty("results").GetArrayLength();
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal(10_000, rows);
        Assert.False(page.GetProperty("has_more").GetBoolean());
        Assert.Equal("incomplete", page.GetProperty("request_status").GetProperty("type").GetString());
    }

    [Fact]
    public async Task Cursors_that_have_expired_are_refused_for_good()
    {
        const string Events = "https://www.googleapis.com/calendar/v3/calendars/primary/events?maxResults=10&pageToken=";
        using HttpClient http = new();
        await using var host = await SimulatorHost.StartAsync(new SimulatorOptions { EnforcesRateLimits = false });
        var token = host.Providers.GiveAccessToken("google-calendar", "https://www.googleapis.com/auth/calendar.readonly");
        var cursor = await NextAsync(string.Empty);
        host.Providers.Fail(new SimulatedFault(FaultKind.CursorsExpired, FaultTarget.Api) { Provider = "google-calendar" });

        for (var i = 0; i < 2; i++)
        {
            using var refused = await SendAsync(http, host, "google-calendar", Events + cursor, token);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }

        Assert.NotEmpty(await NextAsync(await NextAsync(string.Empty)));

        async Task<string> NextAsync(string from)
        {
            using var response = await SendAsync(http, host, "google-calendar", Events + from, token);
            return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("nextPageToken").GetString()!;
        }
    }

    [Fact]
    public void Error_pages_are_those_of_programs_and_take_any_status()
    {
        Assert.Equal(["apache", "caddy", "h2o", "haproxy", "lighttpd", "nginx", "squid", "varnish", "yarp"], ProxyPages.All);
        Assert.All(ProxyPages.Programs, program => Assert.True(program == "YARP" || program.Any(char.IsAsciiDigit), program));
        Assert.Contains("<title>502 Bad Gateway</title>", ProxyPages.Write("nginx", 502).Text, StringComparison.Ordinal);
        Assert.Contains("<title>404 Not Found</title>", ProxyPages.Write("nginx", 404).Text, StringComparison.Ordinal);
        Assert.Equal(
            ("text/html; charset=iso-8859-1", true),
            (ProxyPages.Write("apache", 503).ContentType, ProxyPages.Write("apache", 500).Text.Contains(
                "500 Internal Server Error", StringComparison.Ordinal)));
        Assert.Equal((string.Empty, string.Empty), ProxyPages.Write("caddy", 502));
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient http, SimulatorHost host, string provider, string address, string token, object? body = null)
    {
        using HttpRequestMessage request = new(
            body is null ? HttpMethod.Get : HttpMethod.Post, SimulatorAddress.Of(host.Origin, provider, new Uri(address)));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = body is null ? null : new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        return await http.SendAsync(request);
    }

    /// <summary>A clock that stands still at noon, so that no time span ends during the test.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);
    }
}
