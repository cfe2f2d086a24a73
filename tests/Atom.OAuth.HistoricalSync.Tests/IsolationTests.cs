using System.Data.Common;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Atom.OAuth.Storage;
using CsCheck;
using Microsoft.AspNetCore.Builder;

namespace Atom.OAuth.HistoricalSync.Tests;

/// <summary>
/// No call with one tenant's id shows or changes another tenant's rows, in any order of calls: after each call, all columns of all other
/// tenants' rows in all tables are unchanged.
/// </summary>
[Collection(DatabaseGroup.Name)]
public sealed class IsolationTests(TestDatabases databases)
{
    private static readonly string?[] Tenants = ["a", "b", "A", "a ", null];

    /// <summary>Calls from this number on use the HTTP endpoints.</summary>
    private const int FirstOverHttp = 12;

    private static readonly string[] Connections = ["c", "d", "c:d"];

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task AnySequenceOfCalls_TouchesOneTenantOnly(OAuthDatabaseKind kind)
    {
        await using var web = await SyncWeb.StartAsync(new(kind, databases.New(kind)) { Options = options => options.RunsSyncs = false });
        var app = SyncApp.Of(web);
        await Gen.Select(
            Gen.Int[0, Tenants.Length - 1], Gen.Int[0, Connections.Length - 1], Gen.Int[0, 19], Gen.Int[0, 1000]).List[1, 12].SampleAsync(
            async calls =>
            {
                foreach ((var tenant, var connection, var call, var pick) in calls)
                {
                    var before = await SnapshotAsync(app);
                    await CallAsync(web, app, Tenants[tenant], Connections[connection], call, pick);
                    var after = await SnapshotAsync(app);
                    foreach (var other in Tenants.Where(other => other != Tenants[tenant]))
                    {
                        Assert.Equal(before[other ?? string.Empty], after[other ?? string.Empty]);
                    }
                }
            },
            iter: 40,
            threads: 1);

        // A tenant is only shown its own syncs.
        foreach (var tenant in Tenants)
        {
            Assert.All(await app.Syncs.ListAsync(tenant), sync => Assert.Equal(tenant, sync.Connection.TenantId));
        }
    }

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task BudgetsAndWebhooks_AreATenantsOwn(OAuthDatabaseKind kind)
    {
        await using var app = await SyncApp.StartAsync(new(kind, databases.New(kind)) { Options = options => options.RunsSyncs = false });
        HistoricalSyncBudget[] budget = [new("b", 1, TimeSpan.FromSeconds(5), HistoricalSyncBudgetScope.Tenant)];
        Sync.SyncRow run = new() { Id = "x", Tenant = "a", Integration = "fake", Connection = "c", Kind = "history", UserId = "u" };
        await app.Get<Sync.LedgerClock>().EnsureAsync(default);
        var budgets = app.Get<Sync.LedgerBudgets>();
        (var first, _) = await budgets.BookAsync(run, budget, default);
        (var second, _) = await budgets.BookAsync(run with { Connection = "d" }, budget, default);
        (var other, _) = await budgets.BookAsync(run with { Tenant = "b" }, budget, default);
        Assert.InRange(second - first, 5_000, 6_000);
        Assert.InRange(other - first, 0, 4_000);

        var chunks = app.Get<Sync.LedgerChunks>();
        await chunks.AddAsync("a", "whatsapp", "c", new(1, 1, 10, false, []), new byte[] { 1 }, default);
        var whatsapp = run with { Integration = "whatsapp" };
        Assert.NotNull(await chunks.NextAsync(whatsapp, default));
        Assert.Null(await chunks.NextAsync(whatsapp with { Tenant = "b" }, default));
        Assert.Null(await chunks.NextAsync(whatsapp with { Connection = "d" }, default));
    }

    private static async Task CallAsync(WebApplication web, SyncApp app, string? tenant, string connection, int call, int pick)
    {
        // Any id: one of the tenant's own, or another tenant's.
        List<HistoricalSyncInfo> all = [];
        foreach (var other in Tenants)
        {
            all.AddRange(await app.Syncs.ListAsync(other));
        }

        var id = all.Count == 0 ? "none" : all[pick % all.Count].Id;
        var isOwn = all.Any(sync => sync.Id == id && sync.Connection.TenantId == tenant);
        if (call >= FirstOverHttp)
        {
            await CallOverHttpAsync(web, tenant, call, pick, id, [.. all.Where(sync => sync.Connection.TenantId == tenant).Select(sync => sync.Id)]);
            return;
        }

        switch (call)
        {
            case 0 or 1:
                await PlanAsync(app, tenant ?? string.Empty, await app.TriggerAsync(connection, tenant, user: "u"));
                break;
            case 2:
                Assert.Equal(isOwn, await app.Syncs.FindAsync(tenant, id) is not null);
                break;
            case 3:
                Verify(await app.Syncs.PauseAsync(tenant, id), isOwn);
                break;
            case 4:
                Verify(await app.Syncs.ResumeAsync(tenant, id), isOwn);
                break;
            case 5:
                Verify(await app.Syncs.CancelAsync(tenant, id), isOwn);
                break;
            case 6:
                Verify(await app.Syncs.RetryAsync(tenant, id), isOwn);
                break;
            case 7:
                Assert.All(
                    await app.Syncs.ListAsync(tenant, new() { ConnectionId = connection, After = id }),
                    sync => Assert.Equal(tenant, sync.Connection.TenantId));
                break;
            case 8:
                Assert.Equal(isOwn ? 1 : 0, (await app.Syncs.ListWindowsAsync(tenant, id)).Count);
                break;
            case 9:
                await app.Get<Sync.LedgerChunks>().AddAsync(
                    tenant ?? string.Empty, SyncApp.Integration, connection, new(1, 1, 10, false, []), new byte[] { (byte)pick }, default);
                break;
            default:
                var kind = call == 10 ? OAuthConnectionChangeKind.Disconnected : OAuthConnectionChangeKind.ReauthorizationRequired;
                await app.Get<IOAuthConnectionObserver>().OnConnectionChangedAsync(new(kind, SyncApp.Integration, "u", tenant, connection), default);
                break;
        }
    }

    /// <summary>Adds a window with several attempts to a started sync, as its first run would.</summary>
    private static Task<int> PlanAsync(SyncApp app, string tenant, HistoricalSyncOutcome outcome) => app.Get<Sync.LedgerDatabase>().WriteAsync(
        (transaction, token) => transaction.ExecuteAsync(
            "INSERT INTO atom_oauth_sync_window (tenant, sync_id, range_from, range_to, state, attempts) VALUES (@tenant, @id, 0, 1, 'open', 3) "
            + "ON CONFLICT (tenant, sync_id, range_from, range_to) DO UPDATE SET attempts = 3",
            token,
            ("tenant", tenant), ("id", outcome.JobId)),
        default);

    private static void Verify(HistoricalSyncChange change, bool isOwn) => Assert.Equal(isOwn, change.Status != HistoricalSyncChangeStatus.NotFound);

    /// <summary>Makes the calls over HTTP, as the user who connected or as a colleague, for whom other users' syncs do not exist.</summary>
    private static async Task CallOverHttpAsync(WebApplication web, string? tenant, int call, int pick, string id, HashSet<string> tenantsOwn)
    {
        var isColleague = pick % 3 == 0;
        using var client = SyncWeb.Client(web, tenant, isColleague ? "colleague" : "u");
        var own = isColleague ? [] : tenantsOwn;
        var path = $"/syncs/{id}";
        if (call == FirstOverHttp)
        {
            var listed = (await client.GetFromJsonAsync<JsonElement[]>($"/syncs?limit=1000{(pick % 2 == 0 ? $"&after={id}" : null)}"))!;
            Assert.Subset(own, listed.Select(sync => sync.GetProperty("id").GetString()!).ToHashSet());
            return;
        }

        string[] actions = ["", "/windows", "/events", "/pause", "/resume", "/cancel", "/retry"];
        var action = call - FirstOverHttp - 1;
        using HttpRequestMessage request = new(action < 3 ? HttpMethod.Get : HttpMethod.Post, path + actions[action]);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(own.Contains(id), response.StatusCode != HttpStatusCode.NotFound);
    }

    /// <summary>Gets all rows of all tables that have a tenant, by tenant.</summary>
    private static async Task<ILookup<string, string>> SnapshotAsync(SyncApp app)
    {
        var database = app.Get<OAuthDatabase>();
        await using var connection = await database.OpenAsync();
        var tables = await connection.QueryAsync(
            null,
            database.Kind == OAuthDatabaseKind.Sqlite
                ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'atom_oauth_sync%' ORDER BY name"
                : "SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'atom_oauth_sync%' ORDER BY table_name",
            static row => row.GetString(0),
            default);
        Assert.True(tables.Count >= 9, string.Join(' ', tables));
        List<(string Tenant, string Row)> rows = [];
        foreach (var table in tables)
        {
            rows.AddRange((await connection.QueryAsync(
                null, $"SELECT * FROM {table}", row => Describe(table, row), default)).OfType<(string, string)>());
        }

        return rows.OrderBy(row => row.Row, StringComparer.Ordinal).ToLookup(row => row.Tenant, row => row.Row);
    }

    private static (string Tenant, string Row)? Describe(string table, DbDataReader row)
    {
        string[] columns = [.. Enumerable.Range(0, row.FieldCount).Select(row.GetName)];
        var tenant = Array.IndexOf(columns, "tenant");
        return tenant < 0 ? null : (
            row.GetString(tenant),
            $"{table}: {string.Join(", ", columns.Select((name, i) => $"{name}={(row.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : row.GetValue(i))}"))}");
    }
}
