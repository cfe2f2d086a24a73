namespace Atom.OAuth.HistoricalSync.Tests;

/// <summary>A tenant with very many connections does not starve others, and budgets are respected.</summary>
[Collection(DatabaseGroup.Name)]
public sealed class FairnessTests(TestDatabases databases)
{
    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task TenantWith9000Connections_DoesNotStarveTheOthers(OAuthDatabaseKind kind)
    {
        const int Many = 9_000;
        const int Each = 3;
        string[] early = ["a", "m", "z"];
        string[] late = ["late-a", "late-z"];
        var database = databases.New(kind);
        await using var starter = await SyncApp.StartAsync(new(kind, database) { Options = options => options.RunsSyncs = false });
        await Backlog.AddAsync(starter, await starter.StartSyncAsync("big", tenant: "big", months: 1), 1, Many - 1, "big");
        await StartAsync(early);

        // One worker slot, and no sync is released before it is complete, so the order of requests is that of claims.
        Provider provider = new() { History = new(EveryHours: 24, PageSize: 1_000) };
        var lateFrom = 0;
        provider.Before = async (_, _) =>
        {
            if (provider.Requests.Count == 100)
            {
                await StartAsync(late);
                lateFrom = provider.Requests.Count;
            }

            return null;
        };
        await using var app = await SyncApp.StartAsync(new(kind, database)
        {
            Provider = provider,
            Options = options => (options.MaxConcurrentSyncs, options.TimeSlice) = (1, TimeSpan.FromHours(1)),
        });
        foreach (var tenant in (string[])[.. early, .. late])
        {
            foreach (var sync in await WaitForSyncsAsync(app, tenant, Each))
            {
                await app.WaitAsync(sync.Id, HistoricalSyncState.Completed, tenant);
            }
        }

        // All tenants get a turn in each round, including later ones: three rounds, and one that has already been claimed.
        string[] order = [.. provider.Requests.Select(request => request.Connection.TenantId!)];
        AssertServedInTurn(order, 0, early);
        AssertServedInTurn(order, lateFrom, late);

        Task StartAsync(string[] tenants) => Task.WhenAll(
            tenants.SelectMany(tenant => Enumerable.Range(0, Each), (tenant, i) => starter.StartSyncAsync($"{tenant}{i}", tenant, months: 1)));

        static void AssertServedInTurn(string[] order, int from, string[] tenants)
            => Assert.All(
                tenants,
                tenant => Assert.Equal(Each, order.Skip(from).Take((Each + 1) * (tenants.Length + 1)).Count(served => served == tenant)));
    }

    private static async Task<IReadOnlyList<HistoricalSyncInfo>> WaitForSyncsAsync(SyncApp app, string tenant, int count)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
        while (true)
        {
            var syncs = await app.Syncs.ListAsync(tenant);
            if (syncs.Count == count)
            {
                return syncs;
            }

            await Task.Delay(20, patience.Token);
        }
    }

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task Budget_IsSharedByProcesses_AndNeverExceeded(OAuthDatabaseKind kind)
    {
        var database = databases.New(kind);
        HistoricalSyncBudget[] budgets = [new(
            "app", 20, TimeSpan.FromSeconds(10), HistoricalSyncBudgetScope.Application), new("c", 3, TimeSpan.FromSeconds(1))];
        await using var a = await SyncApp.StartAsync(new(kind, database) { Options = options => options.RunsSyncs = false });
        await using var b = await SyncApp.StartAsync(new(kind, database) { Options = options => options.RunsSyncs = false });
        List<long> granted = [];
        Sync.SyncRow run = new() { Id = "x", Tenant = "t1", Integration = "fake", Connection = "c1", Kind = "history", UserId = "u1" };
        for (var i = 0; i < 60; i++)
        {
            var app = i % 2 == 0 ? a : b;
            (var at, var isBooked) = await app.Get<Sync.LedgerBudgets>().BookAsync(
                run with { Connection = $"c{i % 7}", Tenant = $"t{i % 3}" }, budgets, default);
            if (isBooked)
            {
                granted.Add(at);
            }
        }

        granted.Sort();
        for (var i = 0; i + 20 < granted.Count; i++)
        {
            Assert.True(granted[i + 20] - granted[i] >= 9_990, $"21 requests within {granted[i + 20] - granted[i]} ms.");
        }

        Assert.InRange(granted.Count, 20, 45);
    }

    [Theory]
    [InlineData(1, 60)]
    [InlineData(3, 1)]
    [InlineData(50, 60)]
    [InlineData(190, 10)]
    public async Task Budget_InAnyStretch_AllowsNoMore(int requests, int seconds)
    {
        await using var app = await SyncApp.StartAsync(new(
            OAuthDatabaseKind.Sqlite, databases.NewFile())
        { Options = options => options.RunsSyncs = false });
        HistoricalSyncBudget budget = new("b", requests, TimeSpan.FromSeconds(seconds));
        Sync.SyncRow run = new() { Id = "x", Tenant = "t1", Integration = "fake", Connection = "c1", Kind = "history", UserId = "u1" };
        List<long> granted = [];
        for (var i = 0; i < requests + 40; i++)
        {
            (var at, var isBooked) = await app.Get<Sync.LedgerBudgets>().BookAsync(run, [budget], default);
            if (!isBooked)
            {
                break;
            }

            granted.Add(at);
        }

        for (var i = 0; i + requests < granted.Count; i++)
        {
            Assert.True(
                granted[i + requests] - granted[i] >= seconds * 1000, $"{requests + 1} requests within {granted[i + requests] - granted[i]} ms.");
        }

        Assert.NotEmpty(granted);
    }

    [Fact]
    public async Task DailyBudget_IsUsedUp_AndComesBackAtMidnightUtc()
    {
        JumpingClock clock = new();
        await using var app = await SyncApp.StartAsync(new(OAuthDatabaseKind.Sqlite, databases.NewFile())
        {
            Clock = clock,
            Options = options => options.RunsSyncs = false,
        });
        HistoricalSyncBudget budget = new("daily", 3, TimeSpan.FromDays(1)) { IsDaily = true };
        Sync.SyncRow run = new() { Id = "x", Tenant = "t1", Integration = "fake", Connection = "c1", Kind = "history", UserId = "u1" };
        var budgets = app.Get<Sync.LedgerBudgets>();
        await app.Get<Sync.LedgerClock>().EnsureAsync(default);
        var now = clock.GetUtcNow();
        clock.Jump(now.Date.AddDays(1).AddMinutes(-30) - now.DateTime);
        for (var i = 0; i < 3; i++)
        {
            Assert.True((await budgets.BookAsync(run, [budget], default)).IsBooked);
        }

        (var at, var isBooked) = await budgets.BookAsync(run, [budget], default);
        Assert.False(isBooked);
        Assert.InRange(at - app.Get<Sync.LedgerClock>().Now, 29 * 60_000, 30 * 60_000);

        // Setting the clock back does not renew the quota; the next day does.
        clock.Jump(TimeSpan.FromDays(-1));
        Assert.False((await budgets.BookAsync(run, [budget], default)).IsBooked);
        clock.Jump(TimeSpan.FromDays(2));
        Assert.True((await budgets.BookAsync(run, [budget], default)).IsBooked);
    }

    [PostgreSqlFact]
    public async Task DailyBudget_IsCountedByTheServersDay_AlsoByANodeWhoseClockIsAhead()
    {
        var database = databases.Server.CreateDatabase();
        JumpingClock server = new(), ahead = new();
        var now = server.GetUtcNow();
        server.Jump(now.Date.AddHours(12) - now.DateTime);
        ahead.Jump(TimeSpan.FromDays(1));
        await using var a = SyncApp.Create(new(OAuthDatabaseKind.PostgreSql, database));
        await using var b = SyncApp.Create(new(OAuthDatabaseKind.PostgreSql, database) { Clock = ahead });
        HistoricalSyncBudget budget = new("daily", 3, TimeSpan.FromDays(1)) { IsDaily = true };
        Sync.SyncRow run = new() { Id = "x", Tenant = "t1", Integration = "fake", Connection = "c1", Kind = "history", UserId = "u1" };
        foreach (var app in (SyncApp[])[a, b])
        {
            app.Get<Sync.LedgerClock>().Wall = (_, _) => Task.FromResult(server.GetUtcNow().ToUnixTimeMilliseconds());
            await app.Get<Sync.LedgerClock>().EnsureAsync(default);
        }

        for (var i = 0; i < 3; i++)
        {
            Assert.True((await a.Get<Sync.LedgerBudgets>().BookAsync(run, [budget], default)).IsBooked);
        }

        Assert.False((await b.Get<Sync.LedgerBudgets>().BookAsync(run, [budget], default)).IsBooked);
    }

    [Fact]
    public async Task SyncWithABudget_WaitsInTheLedger_NotInAWorker()
    {
        Provider provider = new() { History = new(EveryHours: 24, PageSize: 100) };
        await using var app = await SyncApp.StartAsync(new(OAuthDatabaseKind.Sqlite, databases.NewFile())
        {
            Provider = provider,
            Options = options => options.MaxConcurrentSyncs = 1,
            Sync = sync => sync.AddSource<ProviderSource>(
                "slow", options => options.Budgets.Add(new("b", 1, TimeSpan.FromSeconds(2)))).AddSource<ProviderSource>("quick").AddSink<StoreSink>(),
        });
        var slow = await app.StartSyncAsync("c1", integration: "slow");
        await app.WaitAsync(slow, HistoricalSyncState.Waiting);
        var quick = await app.StartSyncAsync("c2", integration: "quick");
        await app.WaitAsync(quick, HistoricalSyncState.Completed);
        Assert.NotEqual(HistoricalSyncState.Completed, (await app.Syncs.FindAsync("t1", slow))!.State);
        await app.WaitAsync(slow, HistoricalSyncState.Completed);
    }
}
