using CsCheck;

namespace Atom.OAuth.HistoricalSync.Tests;

/// <summary>No call with one tenant's id shows or touches another's row, whatever the order of the calls.</summary>
[Collection(DatabaseGroup.Name)]
public sealed class IsolationTests(TestDatabases databases)
{
    private static readonly string?[] Tenants = ["a", "b", "A", "a ", null];

    private static readonly string[] Connections = ["c", "d", "c:d"];

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task AnySequenceOfCalls_TouchesOneTenantOnly(OAuthDatabaseKind kind)
    {
        await using SyncApp app = await SyncApp.StartAsync(new(kind, databases.New(kind)) { Options = options => options.RunsSyncs = false });
        await Gen.Select(Gen.Int[0, Tenants.Length - 1], Gen.Int[0, Connections.Length - 1], Gen.Int[0, 9], Gen.Int[0, 1000]).List[1, 12].SampleAsync(
            async calls =>
            {
                foreach ((int tenant, int connection, int call, int pick) in calls)
                {
                    Dictionary<int, string> before = await SnapshotAsync(app);
                    await CallAsync(app, Tenants[tenant], Connections[connection], call, pick);
                    Dictionary<int, string> after = await SnapshotAsync(app);
                    foreach (int other in Enumerable.Range(0, Tenants.Length).Where(other => other != tenant))
                    {
                        Assert.Equal(before[other], after[other]);
                    }
                }
            },
            iter: 40,
            threads: 1);

        // And what is shown to a tenant is the tenant's.
        foreach (string? tenant in Tenants)
        {
            Assert.All(await app.Syncs.ListAsync(tenant), sync => Assert.Equal(tenant, sync.Connection.TenantId));
        }
    }

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task BudgetsAndWebhooks_AreATenantsOwn(OAuthDatabaseKind kind)
    {
        await using SyncApp app = await SyncApp.StartAsync(new(kind, databases.New(kind)) { Options = options => options.RunsSyncs = false });
        HistoricalSyncBudget[] budget = [new("b", 1, TimeSpan.FromSeconds(5), HistoricalSyncBudgetScope.Tenant)];
        Sync.SyncRow run = new() { Id = "x", Tenant = "a", Integration = "fake", Connection = "c", Kind = "history", UserId = "u" };
        await app.Get<Sync.LedgerClock>().EnsureAsync(default);
        Sync.LedgerBudgets budgets = app.Get<Sync.LedgerBudgets>();
        (long first, _) = await budgets.BookAsync(run, budget, default);
        (long second, _) = await budgets.BookAsync(run with { Connection = "d" }, budget, default);
        (long other, _) = await budgets.BookAsync(run with { Tenant = "b" }, budget, default);
        Assert.InRange(second - first, 5_000, 6_000);
        Assert.InRange(other - first, 0, 4_000);

        Sync.LedgerChunks chunks = app.Get<Sync.LedgerChunks>();
        await chunks.AddAsync("a", "whatsapp", "c", new(1, 1, 10, false, []), new byte[] { 1 }, default);
        Sync.SyncRow whatsapp = run with { Integration = "whatsapp" };
        Assert.NotNull(await chunks.NextAsync(whatsapp, default));
        Assert.Null(await chunks.NextAsync(whatsapp with { Tenant = "b" }, default));
        Assert.Null(await chunks.NextAsync(whatsapp with { Connection = "d" }, default));
    }

    private static async Task CallAsync(SyncApp app, string? tenant, string connection, int call, int pick)
    {
        // Any id: one of the tenant's own, or one of somebody else's.
        List<HistoricalSyncInfo> all = [];
        foreach (string? other in Tenants)
        {
            all.AddRange(await app.Syncs.ListAsync(other));
        }

        string id = all.Count == 0 ? "none" : all[pick % all.Count].Id;
        bool isOwn = all.Any(sync => sync.Id == id && sync.Connection.TenantId == tenant);
        switch (call)
        {
            case 0 or 1:
                await app.TriggerAsync(connection, tenant, user: "u");
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
            default:
                OAuthConnectionChangeKind kind = call == 8 ? OAuthConnectionChangeKind.Disconnected : OAuthConnectionChangeKind.ReauthorizationRequired;
                await app.Get<IOAuthConnectionObserver>().OnConnectionChangedAsync(new(kind, SyncApp.Integration, "u", tenant, connection), default);
                break;
        }
    }

    private static void Verify(HistoricalSyncChange change, bool isOwn) => Assert.Equal(isOwn, change.Status != HistoricalSyncChangeStatus.NotFound);

    private static async Task<Dictionary<int, string>> SnapshotAsync(SyncApp app)
    {
        Dictionary<int, string> snapshot = [];
        for (int i = 0; i < Tenants.Length; i++)
        {
            snapshot[i] = string.Join(
                ';', (await app.Syncs.ListAsync(Tenants[i], new() { Limit = 1_000 })).Select(sync => $"{sync.Id}:{sync.Version}:{sync.State}"));
        }

        return snapshot;
    }
}
