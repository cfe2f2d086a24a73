using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Atom.OAuth.HistoricalSync.Tests;

/// <summary>The endpoint for WhatsApp's webhooks: whom it trusts, what it stores for whom, and what it passes on.</summary>
[Collection(DatabaseGroup.Name)]
public sealed class WhatsAppWebhookTests(TestDatabases databases)
{
    private const string Path = "/webhooks/whatsapp";
    private const string Secret = "app-secret";
    private const string Message =
        """{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"phone_number_id":"c1"},"messages":[]}}""";

    private readonly ConcurrentQueue<string> _other = [];

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task SignedHistory_IsStoredForEachConnection_AndTheRestIsHandedOn(OAuthDatabaseKind kind)
    {
        await using var web = await StartAsync(kind, databases.New(kind));
        var app = SyncApp.Of(web);
        var first = await app.StartSyncAsync("c1", integration: "whatsapp");
        var second = await app.StartSyncAsync("c2", "t2", integration: "whatsapp");
        await app.WaitAsync(first, HistoricalSyncState.Waiting);
        await app.WaitAsync(second, HistoricalSyncState.Waiting, "t2");

        // One request about two businesses of two tenants, with a new message.
        var body = $$"""{"object":"whatsapp_business_account","entry":[{"changes":[{{Change("c1", "m1")}},{{Message}}]},{"changes":[{{Change("c2", "m2")}}]}]}""";
        Assert.Equal(HttpStatusCode.OK, await PostAsync(web, body));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(web, body));
        await app.WaitAsync(first, HistoricalSyncState.Completed);
        await app.WaitAsync(second, HistoricalSyncState.Completed, "t2");
        Assert.Equal(
            [("t1", "m1"), ("t2", "m2")],
            app.Store.Batches.Select(batch => (batch.Connection.TenantId, Assert.Single(batch.Records).Id)).Order());
        Assert.Equal([body, body], _other);
    }

    [Fact]
    public async Task HistoryAlone_IsNotHandedOn_AndComesInAnyOrder()
    {
        await using var web = await StartAsync();
        var app = SyncApp.Of(web);
        var id = await app.StartSyncAsync("c1", integration: "whatsapp");
        await app.WaitAsync(id, HistoricalSyncState.Waiting);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(web, WhatsAppTests.Chunk(phase: 0, order: 2, progress: 60, "m2")));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(web, WhatsAppTests.Chunk(phase: 0, order: 1, progress: 30, "m1")));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(web, WhatsAppTests.Chunk(phase: 2, order: 1, progress: 100, "m3")));
        await app.WaitAsync(id, HistoricalSyncState.Completed);
        Assert.Equal(["m1", "m2", "m3"], app.Store.Ids.Order());
        Assert.Empty(_other);
    }

    [Fact]
    public async Task Refusal_ReachesTheSync()
    {
        await using var web = await StartAsync();
        var app = SyncApp.Of(web);
        var id = await app.StartSyncAsync("c1", integration: "whatsapp");
        await app.WaitAsync(id, HistoricalSyncState.Waiting);
        Assert.Equal(
            HttpStatusCode.OK,
            await PostAsync(
                web,
                """{"entry":[{"changes":[{"field":"history","value":{"metadata":{"phone_number_id":"c1"},"history":[{"errors":[{"code":2593109}]}]}}]}]}"""));
        Assert.Equal(HistoricalSyncFailureKind.Refused, (await app.WaitAsync(id, HistoricalSyncState.Failed)).FailureKind);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData("sha256=zz")]
    [InlineData("{right}00")]
    [InlineData("{cut}")]
    [InlineData("{bare}")]
    [InlineData("{sha1}")]
    [InlineData("{other secret}")]
    [InlineData("{other body}")]
    [InlineData("{right},{right}")]
    public async Task WhatIsNotSignedWithTheAppsSecret_IsRefused_AndNotStored(string? signature)
    {
        await using var web = await StartAsync();
        var app = SyncApp.Of(web);
        await app.WaitAsync(await app.StartSyncAsync("c1", integration: "whatsapp"), HistoricalSyncState.Waiting);
        var body = WhatsAppTests.Chunk(phase: 0, order: 1, progress: 100, "m1");
        var right = Sign(body);
        var given = signature?.Replace("{right}", right, StringComparison.Ordinal)
            .Replace("{cut}", right[..^2], StringComparison.Ordinal)
            .Replace("{bare}", right["sha256=".Length..], StringComparison.Ordinal)
            .Replace("{sha1}", right.Replace("sha256", "sha1", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("{other secret}", Sign(body, "other"), StringComparison.Ordinal)
            .Replace("{other body}", Sign(body + " "), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(web, body, given, isSigned: false));
        Assert.Null(await app.Get<Sync.LedgerChunks>().NextAsync(Row, default));
        Assert.DoesNotContain(
            app.Log.Entries,
            entry => entry.Text.Contains(Secret, StringComparison.Ordinal) || entry.Text.Contains(right[7..], StringComparison.Ordinal));

        // The same body is accepted with a signature.
        Assert.Equal(HttpStatusCode.OK, await PostAsync(web, body));
    }

    [Fact]
    public async Task WhatCannotBeTaken_IsAnsweredSoThatItDoesNotComeAgainInVain()
    {
        await using var web = await StartAsync();
        var app = SyncApp.Of(web);
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(web, "no json"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(web, new string(' ', (16 << 20) + 1)));

        // A phone number without a connection: confirmed, but not stored.
        Assert.Equal(HttpStatusCode.OK, await PostAsync(web, WhatsAppTests.Chunk(phase: 0, order: 1, progress: 100, "m1")));
        Assert.Contains(app.Log.Entries, entry => entry.Id == 4814);
        Assert.Null(await app.Get<Sync.LedgerChunks>().NextAsync(Row, default));
    }

    [Fact]
    public async Task PhoneNumber_MovesWithTheConsent_AndIsForgottenOnDisconnect()
    {
        await using var web = await StartAsync(phone: "p");
        var app = SyncApp.Of(web);
        var phones = app.Get<Sync.LedgerPhones>();
        await app.WaitAsync(await app.StartSyncAsync("c1", integration: "whatsapp"), HistoricalSyncState.Waiting);
        Assert.Equal(new("t1", "c1", IsContested: false), await phones.FindAsync("p", default));
        await app.WaitAsync(await app.StartSyncAsync("c2", "t2", integration: "whatsapp"), HistoricalSyncState.Waiting, "t2");
        Assert.Equal(new("t2", "c2", IsContested: false), await phones.FindAsync("p", default));

        // Another connection's disconnect changes nothing.
        await app.Get<IOAuthConnectionObserver>().OnConnectionChangedAsync(
            new(OAuthConnectionChangeKind.Disconnected, "whatsapp", "u1", "t1", "c2"), default);
        Assert.Equal(new("t2", "c2", IsContested: false), await phones.FindAsync("p", default));
        await app.Get<IOAuthConnectionObserver>().OnConnectionChangedAsync(
            new(OAuthConnectionChangeKind.Disconnected, "whatsapp", "u1", "t2", "c2"), default);
        Assert.Null(await phones.FindAsync("p", default));
    }

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task WebhookThatOvertakesTheAnswer_ComesAgain_AndIsTheNewConnections(OAuthDatabaseKind kind)
    {
        WhatsAppTests.Graph graph = new();
        await using var web = await StartAsync(kind, databases.New(kind), phone: "p", graph: graph);
        var app = SyncApp.Of(web);
        var phones = app.Get<Sync.LedgerPhones>();
        await phones.GiveAsync("p", new("t1", "u1", "whatsapp", "c1"), default);
        var webhook = WhatsAppTests.Chunk("p", phase: 0, order: 1, progress: 100, "m1");
        List<(string, HttpStatusCode)> answers = [];
        graph.Asked = async type => answers.Add((type, await PostAsync(web, webhook)));

        var id = await app.StartSyncAsync("c2", "t2", integration: "whatsapp");
        await app.WaitAsync(id, HistoricalSyncState.Completed, "t2");

        // Before the response to the first request, the history's owner is unknown; after it, the history belongs to the new connection.
        Assert.Equal([("smb_app_state_sync", HttpStatusCode.ServiceUnavailable), ("history", HttpStatusCode.OK)], answers);
        Assert.Equal(("t2", "c2"), Assert.Single(app.Store.Batches.Select(batch => (batch.Connection.TenantId, batch.Connection.ConnectionId))));
        Assert.Empty(_other);
    }

    [Fact]
    public async Task PhoneNumberIsContested_OnlyUntilTheAnswer_AndNotForLong()
    {
        FakeTimeProvider clock = new();
        await using var app = SyncApp.Create(
            new(OAuthDatabaseKind.Sqlite, databases.NewFile()) { Clock = clock, Sync = sync => sync.AddSink<StoreSink>().AddWhatsAppHistory() });
        var phones = app.Get<Sync.LedgerPhones>();
        HistoricalSyncConnection first = new("t1", "u1", "whatsapp", "c1");
        HistoricalSyncConnection second = new("t1", "u1", "whatsapp", "c2");

        // The number is new, and then requested again by the same connection.
        await phones.NoteAsync("p", first, default);
        await phones.NoteAsync("p", first, default);
        Assert.Equal(new("t1", "c1", IsContested: false), await phones.FindAsync("p", default));
        await phones.NoteAsync("p", second, default);
        Assert.Equal(new("t1", "c1", IsContested: true), await phones.FindAsync("p", default));
        await phones.LeaveAsync("p", default);
        Assert.Equal(new("t1", "c1", IsContested: false), await phones.FindAsync("p", default));
        await phones.NoteAsync("p", second, default);
        await phones.GiveAsync("p", second, default);
        Assert.Equal(new("t1", "c2", IsContested: false), await phones.FindAsync("p", default));

        // The requesting process died, and no other one took over its run.
        await phones.NoteAsync("p", first, default);
        clock.Advance(TimeSpan.FromMinutes(9));
        Assert.True((await phones.FindAsync("p", default))!.Value.IsContested);
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(new("t1", "c2", IsContested: false), await phones.FindAsync("p", default));
    }

    [Fact]
    public async Task ErrorOfTheApplicationsOwnCode_IsNotTakenForABodyThatIsNoJson()
    {
        await using WebApplication web = await SyncWeb.StartAsync(
            new(OAuthDatabaseKind.Sqlite, databases.NewFile())
            {
                Sync = sync => sync.AddSink<StoreSink>().AddWhatsAppHistory(
                options => options.AppSecret = Secret)
            },
            web => web.MapWhatsAppHistory(Path, (_, _) => throw new System.Text.Json.JsonException("The application's own.")));

        Assert.Equal(HttpStatusCode.InternalServerError, await PostAsync(web, $$"""{"entry":[{"changes":[{{Message}}]}]}"""));
    }

    [Fact]
    public async Task PhoneNumber_IsNotTakenByAConnection_WhoseRequestIsRefused()
    {
        await using var web = await StartAsync(phone: "p", graph: new() { Status = HttpStatusCode.BadRequest, Body = """{"error":{"code":100}}""" });
        var app = SyncApp.Of(web);
        var phones = app.Get<Sync.LedgerPhones>();
        await phones.GiveAsync("p", new("t1", "u1", "whatsapp", "c1"), default);
        await app.WaitAsync(await app.StartSyncAsync("c2", "t2", integration: "whatsapp"), HistoricalSyncState.Failed, "t2");
        Assert.Equal(new("t1", "c1", IsContested: false), await phones.FindAsync("p", default));
    }

    [Theory]
    [InlineData("hub.mode=subscribe&hub.verify_token=word&hub.challenge=1158201444", HttpStatusCode.OK)]
    [InlineData("hub.mode=subscribe&hub.verify_token=sword&hub.challenge=1158201444", HttpStatusCode.Forbidden)]
    [InlineData("hub.mode=subscribe&hub.verify_token=&hub.challenge=1158201444", HttpStatusCode.Forbidden)]
    [InlineData("hub.mode=unsubscribe&hub.verify_token=word&hub.challenge=1158201444", HttpStatusCode.Forbidden)]
    [InlineData("", HttpStatusCode.Forbidden)]
    public async Task Verification_IsAnsweredToWhoKnowsTheWord(string query, HttpStatusCode expected)
    {
        await using var web = await StartAsync();
        using HttpClient client = new() { BaseAddress = new Uri(web.Urls.First()) };
        using var response = await client.GetAsync(new Uri($"{Path}?{query}", UriKind.Relative));
        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK ? "1158201444" : string.Empty, await response.Content.ReadAsStringAsync());
        Assert.Equal(expected == HttpStatusCode.OK ? "text/plain" : null, response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task WithoutSecretOrHistory_ItIsNotMapped()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(secret: ""));
        Assert.Contains("AddWhatsAppHistory(o => o.AppSecret = …)", error.Message, StringComparison.Ordinal);
        error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => SyncWeb.StartAsync(new(OAuthDatabaseKind.Sqlite, databases.NewFile()), web => web.MapWhatsAppHistory(Path)));
        Assert.Contains("AddHistoricalSync().AddWhatsAppHistory()", error.Message, StringComparison.Ordinal);
    }

    private static Sync.SyncRow Row =>
        new() { Id = "x", Tenant = "t1", Integration = "whatsapp", Connection = "c1", Kind = "history", UserId = "u1" };

    private static string Change(string phone, string id)
    {
        const string Start = "\"changes\":[";
        var chunk = WhatsAppTests.Chunk(phone, phase: 0, order: 1, progress: 100, id);
        return chunk[(chunk.IndexOf(Start, StringComparison.Ordinal) + Start.Length)..].TrimEnd()[..^"]}]}".Length];
    }

    private static string Sign(string body, string secret = Secret)
        => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)));

    private static async Task<HttpStatusCode> PostAsync(WebApplication web, string body, string? signature = null, bool isSigned = true)
    {
        using HttpClient client = new() { BaseAddress = new Uri(web.Urls.First()) };
        using HttpRequestMessage request = new(HttpMethod.Post, Path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if ((isSigned ? Sign(body) : signature) is { } given)
        {
            request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", given);
        }

        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    private Task<WebApplication> StartAsync(
        OAuthDatabaseKind kind = OAuthDatabaseKind.Sqlite,
        string? database = null,
        string secret = Secret,
        string? phone = null,
        WhatsAppTests.Graph? graph = null)
        => SyncWeb.StartAsync(
            new(kind, database ?? databases.NewFile())
            {
                Sync = sync => sync.AddSink<StoreSink>().AddWhatsAppHistory(
                    options =>
                    {
                        (options.AppSecret, options.VerifyToken) = (secret, "word");
                        options.PhoneNumberId = phone is null ? options.PhoneNumberId : (_, _) => new(phone);
                    },
                    client => client.ConfigurePrimaryHttpMessageHandler(() => graph ?? new())),
            },
            web => web.MapWhatsAppHistory(Path, async (http, body) =>
            {
                await Task.Yield();
                Assert.Equal(Path, http.Request.Path);
                _other.Enqueue(Encoding.UTF8.GetString(body.Span));
            }));
}
