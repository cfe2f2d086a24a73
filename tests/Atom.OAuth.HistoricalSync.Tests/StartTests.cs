namespace Atom.OAuth.HistoricalSync.Tests;

/// <summary>Repeated starts result in one sync, and a reconnect fetches the gap.</summary>
[Collection(DatabaseGroup.Name)]
public sealed class StartTests(TestDatabases databases)
{
    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task FiftyStartsOverThreeProcesses_AreOneSync(OAuthDatabaseKind kind)
    {
        await using Crash crash = new(kind, databases.New(kind), isTransactional: true, connections: 0);
        var workers = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => Worker.StartAsync(crash.Options with { Runs = i == 0 })));
        try
        {
            var outcomes = await Task.WhenAll(workers.Select((worker, i) => worker.StartSyncsAsync("c1", i == 0 ? 18 : 16)));
            string[] all = [.. outcomes.SelectMany(outcome => outcome)];
            Assert.Equal(50, all.Length);
            Assert.Single(all.Select(outcome => outcome.Split(':')[1]).Distinct());
            Assert.Single(all, outcome => outcome.StartsWith("Started:", StringComparison.Ordinal));
            await crash.WaitUntilCompleteAsync();

            // Starts it again from all processes after completion, like a late duplicate callback, and a reconnect shortly afterwards.
            outcomes = await Task.WhenAll(workers.Select(worker => worker.StartSyncsAsync("c1", 5)));
            Assert.All(outcomes.SelectMany(outcome => outcome), outcome => Assert.StartsWith("AlreadyDone:", outcome, StringComparison.Ordinal));
            await crash.VerifyAsync(kills: 0);
        }
        finally
        {
            Array.ForEach(workers, worker => worker.Dispose());
        }
    }

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task Reconnect_FetchesTheGap_AndNothingTwice(OAuthDatabaseKind kind)
    {
        JumpingClock clock = new();
        await using var app = await SyncApp.StartAsync(new(kind, databases.New(kind))
        {
            Clock = clock,
            Provider = new() { History = new(EveryHours: 1, PageSize: 100) },
        });
        var first = await app.WaitAsync(await app.StartSyncAsync(), HistoricalSyncState.Completed);
        Assert.Equal(HistoricalSyncStatus.AlreadyDone, (await app.TriggerAsync()).Status);

        // Two days pass. (If the wall clock is set, the ledger still measures the actual time since the first sync.)
        await Age(app, first.Id, TimeSpan.FromDays(2));
        clock.Jump(TimeSpan.FromDays(2));
        var second = await app.WaitAsync(await app.StartSyncAsync(), HistoricalSyncState.Completed);
        Assert.Equal(2, second.Generation);
        Assert.Equal((first.Range.From, 1), (second.Range.From, second.Windows));
        Assert.Equal(app.Provider.History.Ids("c1", second.Range).Order(), app.Store.Ids.Order());
        Assert.All(app.Store.Batches.Where(batch => batch.Generation == 2), batch => Assert.Equal(first.Range.To, batch.Window.From));
    }

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task MoreMonths_FetchTheOlderPartOnly(OAuthDatabaseKind kind)
    {
        await using var app = await SyncApp.StartAsync(new(kind, databases.New(kind)));
        var first = await app.WaitAsync(await app.StartSyncAsync(months: 2), HistoricalSyncState.Completed);
        var second = await app.WaitAsync(await app.StartSyncAsync(months: 6), HistoricalSyncState.Completed);
        Assert.Equal(app.Provider.History.Ids("c1", second.Range).Order(), app.Store.Ids.Order());
        Assert.All(
            app.Store.Batches.Where(batch => batch.Generation == 2 && batch.Window.To <= first.Range.To),
            batch => Assert.True(batch.Window.To <= first.Range.From));
    }

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task AskedForMoreWhileItRuns_IsFetchedAfterwards(OAuthDatabaseKind kind)
    {
        TaskCompletionSource isAsked = new(), goOn = new();
        Provider provider = new()
        {
            Before = async (_, token) =>
            {
                isAsked.TrySetResult();
                await goOn.Task.WaitAsync(token);
                return null;
            },
        };
        await using var app = await SyncApp.StartAsync(new(kind, databases.New(kind)) { Provider = provider });
        var id = await app.StartSyncAsync(months: 1);
        await isAsked.Task;
        var more = await app.TriggerAsync(months: 4);
        Assert.Equal((HistoricalSyncStatus.AlreadyRunning, id), (more.Status, more.JobId));
        goOn.SetResult();
        await app.WaitAsync(id, HistoricalSyncState.Completed);
        var next = (await app.Syncs.ListAsync("t1")).MaxBy(sync => sync.Generation)!;
        next = await app.WaitAsync(next.Id, HistoricalSyncState.Completed);
        Assert.Equal(2, next.Generation);
        Assert.Equal(provider.History.Ids("c1", next.Range).Order(), app.Store.Ids.Order());
    }

    [Fact]
    public async Task UnknownIntegration_IsKeptUntilItsSourceIsThere()
    {
        var file = databases.NewFile();
        await using (var app = await SyncApp.StartAsync(new(OAuthDatabaseKind.Sqlite, file)))
        {
            var outcome = await app.TriggerAsync(integration: "new");
            Assert.Equal(HistoricalSyncStatus.Pending, outcome.Status);
            Assert.Contains(app.Log.Entries, entry => entry.Text.Contains(
                "'new' has no source of history. Add one: AddHistoricalSync().AddSource<…>(\"new\"). There are sources for: fake.",
                StringComparison.Ordinal));
        }

        // The process has ended; the next one has the source, and its sweep starts what was requested.
        await using var next = await SyncApp.StartAsync(new(
            OAuthDatabaseKind.Sqlite, file)
        { Sync = sync => sync.AddSource<ProviderSource>("new").AddSink<StoreSink>() });
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
        while ((await next.Syncs.ListAsync("t1")).Count == 0)
        {
            await Task.Delay(50, patience.Token);
        }

        await next.WaitAsync((await next.Syncs.ListAsync("t1"))[0].Id, HistoricalSyncState.Completed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(61)]
    public async Task MonthsOutOfRange_AreRefused(int months)
    {
        await using var app = await SyncApp.StartAsync(new(OAuthDatabaseKind.Sqlite, databases.NewFile()));
        var outcome = await app.TriggerAsync(months: months);
        Assert.Equal(HistoricalSyncStatus.Failed, outcome.Status);
        Assert.Contains("1 to 60 months", outcome.Message, StringComparison.Ordinal);
        Assert.Empty(await app.Syncs.ListAsync("t1"));
    }

    [Fact]
    public async Task LimitOfTheProvider_CutsTheRange_AndSaysSoAtOnce()
    {
        await using var app = await SyncApp.StartAsync(new(OAuthDatabaseKind.Sqlite, databases.NewFile())
        {
            Sync = sync => sync.AddSource<ProviderSource>("microsoft-teams").AddSink<StoreSink>(),
            Options = options => options.RunsSyncs = false,
        });
        var id = await app.StartSyncAsync(integration: "microsoft-teams", months: 12);
        var sync = (await app.Syncs.FindAsync("t1", id))!;
        Assert.Equal(sync.Range.To.AddMonths(-8), sync.Range.From);
        Assert.StartsWith("Microsoft Teams gives out the last 8 months only: the history begins on ", sync.Limitation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SeveralKinds_AreSeveralSyncs_WithLimitsOfTheirOwn()
    {
        await using var app = await SyncApp.StartAsync(new(OAuthDatabaseKind.Sqlite, databases.NewFile())
        {
            Sync = sync => sync.AddSource<ProviderSource>(
                "zoom", o => o.Budgets.Clear(), kind: "recordings").AddSource<ProviderSource>("zoom", kind: "chat").AddSink<StoreSink>(),
        });
        await app.StartSyncAsync(integration: "zoom", months: 1);
        var syncs = await app.Syncs.ListAsync("t1");
        Assert.Equal(["chat", "recordings"], syncs.Select(sync => sync.Kind).Order());
        foreach (var sync in syncs)
        {
            var done = await app.WaitAsync(sync.Id, HistoricalSyncState.Completed);
            Assert.Equal(sync.Kind == "chat" ? (int)Math.Ceiling((sync.Range.To - sync.Range.From).TotalDays) : 1, done.Windows);
        }
    }

    /// <summary>Moves the start of a sync into the past.</summary>
    private static async Task Age(SyncApp app, string id, TimeSpan by)
        => await app.Get<Sync.LedgerDatabase>().WriteAsync(
            (transaction, token) => Storage.OAuthDatabaseCommands.ExecuteAsync(
                transaction, "UPDATE atom_oauth_sync SET begun = begun - @by WHERE id = @id", token, ("by", (long)by.TotalMilliseconds), ("id", id)),
            default);
}
