using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Atom.OAuth.HistoricalSync.Tests;

/// <summary>The HTTP endpoints: what they show, to whom, and the progress events.</summary>
[Collection(DatabaseGroup.Name)]
public sealed class EndpointTests(TestDatabases databases)
{
    [Fact]
    public async Task Endpoints_ListShowAndControl()
    {
        await using var app = await SyncWeb.StartAsync(new(
            OAuthDatabaseKind.Sqlite, databases.NewFile())
        { Options = options => options.RunsSyncs = false });
        using var client = SyncWeb.Client(app, "t1", "u1");
        var id = await StartSyncAsync(app, "t1", "u1");

        var listed = Assert.Single((await client.GetFromJsonAsync<JsonElement[]>("/syncs?integration=fake&state=pending&limit=5"))!);
        Assert.Equal(id, listed.GetProperty("id").GetString());
        var shown = await client.GetFromJsonAsync<JsonElement>($"/syncs/{id}");
        Assert.Equal(
            ("pending", 0, "fake"),
            (shown.GetProperty("state").GetString(), shown.GetProperty("percent").GetInt32(), shown.GetProperty("integration").GetString()));

        Assert.Equal("paused", await PostAsync("pause", HttpStatusCode.OK));
        Assert.Equal("pending", await PostAsync("resume", HttpStatusCode.OK));
        Assert.Equal("cancelled", await PostAsync("cancel", HttpStatusCode.OK));
        Assert.Null(await PostAsync("pause", HttpStatusCode.Conflict));
        Assert.Equal("pending", await PostAsync("retry", HttpStatusCode.OK));
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync(new Uri("/syncs?state=sleeping", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync(new Uri("/syncs?limit=0", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri("/syncs/nothing", UriKind.Relative))).StatusCode);

        async Task<string?> PostAsync(string action, HttpStatusCode expected)
        {
            using var response = await client.PostAsync(new Uri($"/syncs/{id}/{action}", UriKind.Relative), null);
            Assert.Equal(expected, response.StatusCode);
            var body = await response.Content.ReadFromJsonAsync<JsonElement>();
            return body.TryGetProperty("state", out var state) ? state.GetString() : null;
        }
    }

    [Fact]
    public async Task Events_ShowProgress_AndGoOnAfterTheLastEventId()
    {
        // The sync never overtakes the client: each event permits one page.
        using SemaphoreSlim pages = new(1);
        Provider provider = new();
        provider.Before = async (_, token) =>
        {
            await pages.WaitAsync(token);
            return null;
        };
        await using var app = await SyncWeb.StartAsync(new(OAuthDatabaseKind.Sqlite, databases.NewFile()) { Provider = provider });
        var id = await StartSyncAsync(app, "t1", "u1");
        var first = await ReadAsync(app, id, null, take: 3, () => pages.Release());
        pages.Release(1_000);
        Assert.All(first, item => Assert.Equal("progress", item.EventType));
        var rest = await ReadAsync(app, id, first[^1].EventId, take: int.MaxValue);
        Assert.All(rest, item => Assert.True(long.Parse(item.EventId!, System.Globalization.CultureInfo.InvariantCulture) > long.Parse(
            first[^1].EventId!, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal("completed", JsonDocument.Parse(rest[^1].Data).RootElement.GetProperty("state").GetString());
        Assert.Empty(await ReadAsync(app, id, rest[^1].EventId, take: int.MaxValue));
    }

    [Fact]
    public async Task OthersSeeNothing()
    {
        await using var app = await SyncWeb.StartAsync(new(
            OAuthDatabaseKind.Sqlite, databases.NewFile())
        { Options = options => options.RunsSyncs = false });
        var id = await StartSyncAsync(app, "t1", "u1");
        foreach (var other in ((string Tenant, string User)[])[("t2", "u1"), ("t1", "u2"), ("", "u1"), ("t1", "")])
        {
            await AssertNothingAsync(app, id, other.Tenant, other.User);
        }

        using HttpClient nobody = new() { BaseAddress = new Uri(app.Urls.First()) };
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(new Uri($"/syncs/{id}", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.PostAsync(new Uri($"/syncs/{id}/cancel", UriKind.Relative), null)).StatusCode);
        Assert.Equal(HistoricalSyncState.Pending, (await app.Services.GetRequiredService<IHistoricalSyncs>().FindAsync("t1", id))!.State);
    }

    [Fact]
    public async Task HealthCheck_FollowsTheDatabase()
    {
        await using var app = await SyncWeb.StartAsync(new(OAuthDatabaseKind.Sqlite, databases.NewFile()));
        var health = app.Services.GetRequiredService<HealthCheckService>();
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync()).Status);
        app.Services.GetRequiredService<Sync.SyncHealth>().LedgerFailed(new InvalidOperationException("secret"));
        var report = await health.CheckHealthAsync();
        Assert.DoesNotContain("secret", report.Entries["historical-sync"].Description, StringComparison.Ordinal);
    }

    private static async Task AssertNothingAsync(WebApplication app, string id, string tenant, string user)
    {
        using var client = SyncWeb.Client(app, tenant, user);
        Assert.Empty((await client.GetFromJsonAsync<JsonElement[]>("/syncs"))!);
        foreach (var path in (string[])[$"/syncs/{id}", $"/syncs/{id}/windows", $"/syncs/{id}/events"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri(path, UriKind.Relative))).StatusCode);
        }

        foreach (var action in (string[])["pause", "resume", "cancel", "retry"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync(new Uri($"/syncs/{id}/{action}", UriKind.Relative), null)).StatusCode);
        }
    }

    private static async Task<List<SseItem<string>>> ReadAsync(
        WebApplication app, string id, string? lastEventId, int take, Action? onEvent = null)
    {
        using var client = SyncWeb.Client(app, "t1", "u1");
        using HttpRequestMessage request = new(HttpMethod.Get, $"/syncs/{id}/events");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        List<SseItem<string>> items = [];
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync())
        {
            items.Add(item);
            onEvent?.Invoke();
            if (items.Count == take)
            {
                break;
            }
        }

        return items;
    }

    private static async Task<string> StartSyncAsync(WebApplication app, string tenant, string user)
        => (await app.Services
            .GetRequiredService<IHistoricalSyncTrigger>()
            .TriggerHistoricalSyncOnConnectionAsync(SyncApp.Integration, user, tenant)).JobId!;
}
