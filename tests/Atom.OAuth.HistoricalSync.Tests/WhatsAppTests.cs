using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.HistoricalSync.Tests;

/// <summary>WhatsApp's history: requested immediately, stored when it arrives, processed later.</summary>
[Collection(DatabaseGroup.Name)]
public sealed class WhatsAppTests(TestDatabases databases)
{
    private const string Contacts = """
        {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"smb_app_state_sync","value":{"messaging_product":"whatsapp",
        "metadata":{"phone_number_id":"c1"},"state_sync":[{"type":"contact","contact":{"full_name":"A","phone_number":"15550001"},"action":"add"}]}}]}]}
        """;

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task History_IsAskedFor_AndComesByWebhooks(OAuthDatabaseKind kind)
    {
        Graph graph = new();
        await using var app = await StartAsync(kind, databases.New(kind), graph);
        var id = await app.StartSyncAsync(integration: "whatsapp", months: 6);
        await app.WaitAsync(id, HistoricalSyncState.Waiting);
        Assert.Equal(["c1/smb_app_data smb_app_state_sync", "c1/smb_app_data history"], graph.Requests);

        // Out of order, and one of them twice, as webhooks may be.
        Assert.Equal(WhatsAppHistoryReceipt.Stored, await ReceiveAsync(app, Chunk(phase: 0, order: 2, progress: 40, "m3")));
        Assert.Equal(WhatsAppHistoryReceipt.Stored, await ReceiveAsync(app, Chunk(phase: 0, order: 1, progress: 20, "m1", "m2")));
        Assert.Equal(WhatsAppHistoryReceipt.Repeated, await ReceiveAsync(app, Chunk(phase: 0, order: 1, progress: 20, "m1", "m2")));
        Assert.Equal(WhatsAppHistoryReceipt.Stored, await ReceiveAsync(app, Contacts));
        Assert.Equal(
            WhatsAppHistoryReceipt.NotHistory,
            await ReceiveAsync(app, """{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{}}]}]}"""));
        Assert.Equal(WhatsAppHistoryReceipt.NotHistory, await ReceiveAsync(app, "no json"));
        var half = await app.WaitAsync(id, sync => sync.Records == 4 && sync.State == HistoricalSyncState.Waiting);
        Assert.Equal(40, half.Percent);

        await ReceiveAsync(app, Chunk(phase: 2, order: 1, progress: 100, "m4"));
        var done = await app.WaitAsync(id, HistoricalSyncState.Completed);
        Assert.Equal((5, 100), (done.Records, done.Percent));
        Assert.Equal(["15550001", "m1", "m2", "m3", "m4"], app.Store.Ids.Order());
        Assert.Equal(2, graph.Requests.Count);
    }

    [Fact]
    public async Task WebhooksThatCameBefore_AreWorkedOnInTheirOrder()
    {
        await using var app = await StartAsync(OAuthDatabaseKind.Sqlite, databases.NewFile(), new());
        await ReceiveAsync(app, Chunk(phase: 1, order: 1, progress: 100, "m4"));
        await ReceiveAsync(app, Chunk(phase: 0, order: 2, progress: 40, "m3"));
        await ReceiveAsync(app, Chunk(phase: 0, order: 1, progress: 20, "m1", "m2"));
        await ReceiveAsync(app, Contacts);
        await app.WaitAsync(await app.StartSyncAsync(integration: "whatsapp"), HistoricalSyncState.Completed);
        Assert.Equal(["15550001", "m1", "m2", "m3", "m4"], app.Store.Ids);
    }

    [Fact]
    public async Task Refusal_IsSaid()
    {
        await using var app = await StartAsync(OAuthDatabaseKind.Sqlite, databases.NewFile(), new());
        var id = await app.StartSyncAsync(integration: "whatsapp");
        await app.WaitAsync(id, HistoricalSyncState.Waiting);
        await ReceiveAsync(
            app,
            """{"entry":[{"changes":[{"field":"history","value":{"history":[{"errors":[{"code":2593109,"title":"History sync is turned off"}]}]}}]}]}""");
        var failed = await app.WaitAsync(id, HistoricalSyncState.Failed);
        Assert.Equal(HistoricalSyncFailureKind.Refused, failed.FailureKind);
        Assert.Contains("agree to share it", failed.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DayThatPasses_IsSaid()
    {
        await using var app = await StartAsync(OAuthDatabaseKind.Sqlite, databases.NewFile(), new(), window: TimeSpan.FromMilliseconds(1500));
        var id = await app.StartSyncAsync(integration: "whatsapp");
        await app.WaitAsync(id, HistoricalSyncState.Waiting);
        await ReceiveAsync(app, Chunk(phase: 0, order: 1, progress: 30, "m1"));
        var failed = await app.WaitAsync(id, HistoricalSyncState.Failed);
        Assert.Equal((HistoricalSyncFailureKind.Expired, 1), (failed.FailureKind, failed.Records));
        Assert.StartsWith("WhatsApp sent 30 % of the history and nothing more for a day.", failed.Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, """{"error":{"code":190}}""", HistoricalSyncState.NeedsReauthorization)]
    [InlineData(HttpStatusCode.BadRequest, """{"error":{"code":100}}""", HistoricalSyncState.Failed)]
    [InlineData(HttpStatusCode.TooManyRequests, "<html>", HistoricalSyncState.Waiting)]
    public async Task RequestThatIsRefused_IsUnderstood(HttpStatusCode status, string body, HistoricalSyncState expected)
    {
        await using var app = await StartAsync(OAuthDatabaseKind.Sqlite, databases.NewFile(), new() { Status = status, Body = body });
        await app.WaitAsync(await app.StartSyncAsync(integration: "whatsapp"), expected);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PhoneNumber_IsFoundWithTheToken(bool isRegistered)
    {
        Graph graph = new()
        {
            Answers =
            {
                ["GET debug_token?input_token=t%261"] =
                    """{"data":{"granular_scopes":[{"scope":"whatsapp_business_messaging"},{"scope":"whatsapp_business_management","target_ids":["2001","2002"]}]}}""",
                ["POST 2001/subscribed_apps"] = """{"success":true}""",
                ["GET 2001/phone_numbers"] = """{"data":[{"id":"9001"},{"id":"9002"}]}""",
            },
        };
        await using var app = await StartAsync(OAuthDatabaseKind.Sqlite, databases.NewFile(), graph, token: "t&1", isRegistered: isRegistered);

        await app.WaitAsync(await app.StartSyncAsync(integration: "whatsapp"), HistoricalSyncState.Waiting);

        Assert.Equal([.. graph.Answers.Keys, "9001/smb_app_data smb_app_state_sync", "9001/smb_app_data history"], graph.Requests);
    }

    [Theory]
    [InlineData("{}", "No WhatsApp Business account was shared.")]
    [InlineData("""{"data":{"granular_scopes":[{"scope":"whatsapp_business_management"}]}}""", "No WhatsApp Business account was shared.")]
    [InlineData("""{"data":{"granular_scopes":[{"target_ids":[7]}]}}""", "No WhatsApp Business account was shared.")]
    [InlineData("""{"data":{"granular_scopes":[{"target_ids":["2001"]}]}}""", "The WhatsApp Business account has no phone number.")]
    public async Task PhoneNumberThatIsNotThere_IsSaid(string shared, string expected)
    {
        Graph graph = new()
        {
            Answers =
            {
                ["GET debug_token?input_token=t"] = shared,
                ["POST 2001/subscribed_apps"] = """{"success":true}""",
                ["GET 2001/phone_numbers"] = """{"data":[]}""",
            },
        };
        await using var app = await StartAsync(OAuthDatabaseKind.Sqlite, databases.NewFile(), graph, token: "t");

        var failed = await app.WaitAsync(await app.StartSyncAsync(integration: "whatsapp"), HistoricalSyncState.Failed);

        Assert.StartsWith(expected, failed.Failure, StringComparison.Ordinal);
    }

    private static ValueTask<WhatsAppHistoryReceipt> ReceiveAsync(SyncApp app, string body)
        => app.Get<IWhatsAppHistoryInbox>().ReceiveAsync("t1", "c1", Encoding.UTF8.GetBytes(body));

    internal static string Chunk(int phase, int order, int progress, params string[] ids) => Chunk("c1", phase, order, progress, ids);

    internal static string Chunk(string phone, int phase, int order, int progress, params string[] ids)
    {
        var messages = string.Join(
            ',',
            ids.Select(id => $$$"""{"id":"{{{id}}}","from":"15550001","timestamp":"1764000000","type":"text","text":{"body":"hello"}}"""));
        return $$$$"""
            {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"history","value":{"messaging_product":"whatsapp","metadata":{"phone_number_id":"{{{{phone}}}}"},
            "history":[{"metadata":{"phase":{{{{phase}}}},"chunk_order":{{{{order}}}},"progress":{{{{progress}}}}},"threads":[{"id":"15550001","messages":[{{{{messages}}}}]}]}]}}]}]}
            """;
    }

    private static Task<SyncApp> StartAsync(
        OAuthDatabaseKind kind, string database, Graph graph, TimeSpan? window = null, string? token = null, bool isRegistered = false) =>
            SyncApp.StartAsync(new(kind, database)
            {
                Sync = sync =>
                {
                    if (isRegistered)
                    {
                        sync.Services.AddSingleton<IOAuthAccessTokenSource>(new Tokens(token!));
                    }

                    sync.AddSink<StoreSink>().AddWhatsAppHistory(
                        options =>
                        {
                            options.RequestWindow = window ?? options.RequestWindow;
                            options.AccessToken = token is null || isRegistered ? options.AccessToken : (_, _) => new(token);
                        },
                        client => client.ConfigurePrimaryHttpMessageHandler(() => graph));
                },
            });

    private sealed class Tokens(string token) : IOAuthAccessTokenSource
    {
        public ValueTask<string> GetAccessTokenAsync(string? tenantId, string connectionId, CancellationToken cancellationToken = default)
        {
            Assert.Equal(("t1", "c1"), (tenantId, connectionId));
            return new(token);
        }
    }

    /// <summary>The requested parts of the Graph API.</summary>
    internal sealed class Graph : HttpMessageHandler
    {
        public List<string> Requests { get; } = [];

        public HttpStatusCode Status { get; init; } = HttpStatusCode.OK;

        public string Body { get; init; } = """{"messaging_product":"whatsapp","request_id":"r"}""";

        /// <summary>Gets or sets what happens while a type of history is requested.</summary>
        public Func<string, Task>? Asked { get; set; }

        /// <summary>Gets the responses to other requests, by method and path.</summary>
        public Dictionary<string, string> Answers { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var asked = $"{request.Method} {request.RequestUri!.PathAndQuery[$"/{OAuthProviders.WhatsApp.UrlVersion.Value}/".Length..]}";
            if (Answers.TryGetValue(asked, out var answer))
            {
                Requests.Add(asked);
                return new(HttpStatusCode.OK) { Content = new StringContent(answer, Encoding.UTF8, "application/json") };
            }

            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            Assert.Contains("\"messaging_product\":\"whatsapp\"", body, StringComparison.Ordinal);
            var type = System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("sync_type").GetString()!;
            Requests.Add($"{request.RequestUri!.AbsolutePath[$"/{OAuthProviders.WhatsApp.UrlVersion.Value}/".Length..]} {type}");
            await (Asked?.Invoke(type) ?? Task.CompletedTask);
            return new(Status) { Content = new StringContent(Body, Encoding.UTF8, "application/json") };
        }
    }
}
