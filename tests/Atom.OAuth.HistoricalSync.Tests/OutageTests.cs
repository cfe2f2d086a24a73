namespace Atom.OAuth.HistoricalSync.Tests;

/// <summary>Database outages, full disks, clock changes, graceful shutdown, second processes: nothing is lost, and nothing arrives twice.</summary>
/// <remarks>The tests wait most of the time, so they have their own databases and run in parallel with others.</remarks>
public sealed class OutageTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    [PostgreSqlFact]
    public async Task DatabaseThatGoesAway_AndComesBack()
    {
        using PostgreSqlServer server = new();
        Provider provider = new() { History = new(EveryHours: 6) };
        provider.Before = async (_, token) =>
        {
            await Task.Delay(20, token);
            return null;
        };
        await using var app = await SyncApp.StartAsync(new(OAuthDatabaseKind.PostgreSql, server.CreateDatabase()) { Provider = provider });
        var id = await app.StartSyncAsync();
        await app.WaitAsync(id, sync => sync.Batches >= 3);
        server.Stop();
        Assert.Equal(HistoricalSyncStatus.Pending, (await app.TriggerAsync("c2")).Status);
        await WaitForLogAsync(app, 4806);
        server.Start();

        var done = await app.WaitAsync(id, HistoricalSyncState.Completed);
        AssertComplete(app, done, mayRepeat: 1);
        Assert.Equal(0, provider.Overlaps);

        // The trigger's sweep starts what could not be started in the meantime.
        await app.Get<PendingSweep>().SweepAsync();
        var second = Assert.Single(await app.Syncs.ListAsync("t1", new() { ConnectionId = "c2" }));
        AssertComplete(app, await app.WaitAsync(second.Id, HistoricalSyncState.Completed), mayRepeat: 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DiskThatIsFull_AndHasRoomAgain(bool isTransactional)
    {
        var file = databases.NewFile();
        await using var app = await SyncApp.StartAsync(new(OAuthDatabaseKind.Sqlite, file)
        {
            Provider = new() { History = new(EveryHours: 6) },
            Sync = sync => _ = isTransactional
                ? sync.AddSource<ProviderSource>(SyncApp.Integration).AddTransactionalSink<StoreTransactionalSink>()
                : sync.AddSource<ProviderSource>(SyncApp.Integration).AddSink<StoreSink>(),
        });

        DiskQuota quota = new(app.Get<OAuthDatabase>());
        app.Provider.Before = async (_, _) =>
        {
            if (app.Provider.Requests.Count == 3)
            {
                await quota.FillAsync();
            }

            return null;
        };
        var id = await app.StartSyncAsync();
        await WaitForLogAsync(app, 4806);
        Assert.Contains(app.Log.Entries, entry => entry.Text.Contains("the disk is full", StringComparison.Ordinal)
            || entry.Text.Contains("database or disk is full", StringComparison.Ordinal));
        Assert.Equal(2, (await app.Syncs.FindAsync("t1", id))!.Batches);
        await quota.ReleaseAsync();
        var done = await app.WaitAsync(id, HistoricalSyncState.Completed);
        AssertComplete(app, done, mayRepeat: isTransactional ? 0 : int.MaxValue);
    }

    [Theory]
    [InlineData(OAuthDatabaseKind.Sqlite, -1)]
    [InlineData(OAuthDatabaseKind.Sqlite, 1)]
    public async Task ClockThatJumpsADay_ChangesNothing(OAuthDatabaseKind kind, int days)
    {
        JumpingClock clock = new();
        Provider provider = new() { History = new(EveryHours: 6) };
        var limits = 0;
        provider.Before = async (_, token) =>
        {
            await Task.Delay(10, token);
            return provider.Requests.Count % 10 == 9 && ++limits < 4
                ? throw HistoricalSyncException.RateLimited(TimeSpan.FromMilliseconds(500))
                : null;
        };
        await using var app = await SyncApp.StartAsync(new(kind, databases.New(kind))
        {
            Clock = clock,
            Provider = provider,
            Options = options => options.LeaseDuration = TimeSpan.FromSeconds(1),
        });
        var id = await app.StartSyncAsync();
        await app.WaitAsync(id, HistoricalSyncState.Waiting);
        clock.Jump(TimeSpan.FromDays(days));
        await app.WaitAsync(id, sync => sync.Batches > 12 || sync.State == HistoricalSyncState.Completed);
        clock.Jump(TimeSpan.FromDays(-days));
        AssertComplete(app, await app.WaitAsync(id, HistoricalSyncState.Completed), mayRepeat: 0);
        Assert.Equal(0, provider.Overlaps);
    }

    [PostgreSqlTheory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task ServersClockThatJumpsADay_WithTwoNodes_ChangesNothing(int days)
    {
        var database = databases.Server.CreateDatabase();
        Provider provider = new() { History = new(EveryHours: 6) };
        provider.Before = async (_, token) =>
        {
            await Task.Delay(20, token);
            return provider.Requests.Count % 20 == 19 ? throw HistoricalSyncException.RateLimited(TimeSpan.FromMilliseconds(300)) : null;
        };
        Support.Store store = new();
        JumpingClock server = new();
        await using var a = SyncApp.Create(new(OAuthDatabaseKind.PostgreSql, database) { Provider = provider, Store = store });
        await using var b = SyncApp.Create(new(OAuthDatabaseKind.PostgreSql, database) { Provider = provider, Store = store });
        foreach (var app in (SyncApp[])[a, b])
        {
            app.Get<Sync.LedgerClock>().Wall = (_, _) => Task.FromResult(server.GetUtcNow().ToUnixTimeMilliseconds());
            await app.Host.StartAsync();
        }

        var ids = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => a.StartSyncAsync($"c{i}")));
        await a.WaitAsync(ids[0], sync => sync.Batches > 2);
        server.Jump(TimeSpan.FromDays(days));
        await WaitForLogAsync(a, 4803, b);
        server.Jump(TimeSpan.FromDays(-days));
        foreach (var id in ids)
        {
            var done = await a.WaitAsync(id, HistoricalSyncState.Completed);
            Assert.Equal(provider.History.Ids(done.Connection.ConnectionId, done.Range).Order(), store.IdsOf(done.Connection.ConnectionId).Order());
        }

        Assert.Equal(0, provider.Overlaps);
    }

    /// <remarks>A real server's clock cannot be set here: the test above replaces it, and this one changes the clock of a node.</remarks>
    [PostgreSqlTheory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task NodeWhoseClockIsADayOff_AmongThree_ChangesNothing(int days)
    {
        var database = databases.Server.CreateDatabase();
        JumpingClock clock = new();
        clock.Jump(TimeSpan.FromDays(days));
        Provider provider = new() { History = new(EveryHours: 6) };
        provider.Before = async (_, token) =>
        {
            await Task.Delay(20, token);
            return provider.Requests.Count % 20 == 19 ? throw HistoricalSyncException.RateLimited(TimeSpan.FromMilliseconds(300)) : null;
        };
        SyncApp.Setup setup = new(OAuthDatabaseKind.PostgreSql, database)
        {
            Provider = provider,
            Store = new(),
            Options = options => (options.MaxConcurrentSyncs, options.TimeSlice, options.MinimumGap) = (2, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1)),
        };
        await using var a = await SyncApp.StartAsync(setup);
        await using var b = await SyncApp.StartAsync(setup);
        await using var off = await SyncApp.StartAsync(setup with { Clock = clock });
        SyncApp[] nodes = [a, b, off];
        var ids = await Task.WhenAll(Enumerable.Range(0, 9).Select(i => nodes[i % 3].StartSyncAsync($"c{i}")));
        foreach (var id in ids)
        {
            var done = await a.WaitAsync(id, HistoricalSyncState.Completed);
            Assert.Equal(provider.History.Ids(done.Connection.ConnectionId, done.Range).Order(), a.Store.IdsOf(done.Connection.ConnectionId).Order());
        }

        Assert.Equal(0, provider.Overlaps);
        Assert.InRange(off.Get<Sync.LedgerClock>().Now - a.Get<Sync.LedgerClock>().Now, -60_000, 60_000);
        Assert.All(nodes, node => Assert.DoesNotContain(node.Log.Entries, entry => entry.Id == 4803));

        // A reconnect fetches what a node with a slow clock left out; of what a node with a fast clock fetched beyond today, only the part
        // until today counts. Months have different lengths: three months before November 30 is August 30, but from the next day it is
        // September 1.
        var today = DateTimeOffset.UtcNow;
        var isShort = days < 0 || today.AddDays(days).AddMonths(-3) - today.AddMonths(-3) > TimeSpan.FromDays(days);
        var again = await a.TriggerAsync("c2");
        Assert.Equal(isShort ? HistoricalSyncStatus.Started : HistoricalSyncStatus.AlreadyDone, again.Status);
        var last = await a.WaitAsync(again.JobId!, HistoricalSyncState.Completed);
        string[] wanted = [.. provider.History.Ids("c2", last.Range).Order()];
        var kept = a.Store.IdsOf("c2").Order();

        // What the node with the fast clock fetched beyond today is not in a range that ends today.
        Assert.Equal(wanted, days > 0 && isShort ? kept.Where(id => wanted.Contains(id)) : kept);
    }

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task ProcessThatStopsGently_FinishesItsBatch_AndTheNextGoesOn(OAuthDatabaseKind kind)
    {
        var database = databases.New(kind);
        Provider provider = new() { History = new(EveryHours: 6) };
        provider.Before = async (_, token) =>
        {
            await Task.Delay(20, token);
            return null;
        };

        // A process that leaves hands over at once, however long its lease; a long one is not lost on a stalled machine.
        SyncApp.Setup setup = new(kind, database)
        {
            Provider = provider,
            Store = new(),
            Options = static options => options.LeaseDuration = TimeSpan.FromMinutes(1),
        };
        string? id = null;
        HistoricalSyncInfo? sync = null;
        for (var i = 0; sync?.State != HistoricalSyncState.Completed && i < 50; i++)
        {
            await using var app = await SyncApp.StartAsync(setup);
            id ??= await app.StartSyncAsync();
            var batches = (await app.Syncs.FindAsync("t1", id))!.Batches;
            sync = await app.WaitAsync(id, now => now.Batches > batches + 5 || now.State == HistoricalSyncState.Completed);
        }

        await using var last = await SyncApp.StartAsync(setup);
        sync = await last.WaitAsync(id!, HistoricalSyncState.Completed);
        AssertComplete(last, sync, mayRepeat: 0);
    }

    [Fact]
    public async Task SecondProcessOnOneSqliteFile_WaitsAndTakesOver()
    {
        var file = databases.NewFile();
        await using Crash crash = new(OAuthDatabaseKind.Sqlite, file, isTransactional: false, connections: 6);
        await crash.StartSyncsAsync();
        using var first = await Worker.StartAsync(crash.Options with { WaitsForDisk = true });
        await crash.WaitForDeliveriesAsync(3);

        await using (var second = await SyncApp.StartAsync(new(OAuthDatabaseKind.Sqlite, file)))
        {
            await WaitForLogAsync(second, 4805);
            Assert.DoesNotContain(second.Log.Entries, entry => entry.Id == 4804);

            // It runs no syncs, but shows and controls all of them.
            Assert.Equal(6, (await second.Syncs.ListAsync("t1")).Count);
        }

        using var third = await Worker.StartAsync(crash.Options);
        await crash.WaitForDeliveriesAsync(3);
        first.Kill();
        await crash.WaitUntilCompleteAsync();
        await crash.VerifyAsync(kills: 1);
    }

    [PostgreSqlFact]
    public async Task TwoNodesOfOneName_DoNoHarm()
    {
        var database = databases.Server.CreateDatabase();
        Provider provider = new() { History = new(EveryHours: 6) };
        provider.Before = async (_, token) =>
        {
            await Task.Delay(10, token);
            return null;
        };
        Support.Store store = new();
        SyncApp.Setup setup = new(
            OAuthDatabaseKind.PostgreSql, database)
        { Provider = provider, Store = store, Options = options => options.InstanceName = "same" };
        await using var a = await SyncApp.StartAsync(setup);
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => a.StartSyncAsync($"c{i}")));
        await a.WaitAsync(ids[0], sync => sync.Batches > 1);
        await using var b = await SyncApp.StartAsync(setup);
        foreach (var id in ids)
        {
            var done = await a.WaitAsync(id, HistoricalSyncState.Completed);
            Assert.Equal(provider.History.Ids(done.Connection.ConnectionId, done.Range).Order(), store.IdsOf(done.Connection.ConnectionId).Order());
        }

        Assert.Equal(0, provider.Overlaps);
    }

    [PostgreSqlFact]
    public async Task NodeThatWasTakenForDead_WritesNothingMore()
    {
        var database = databases.Server.CreateDatabase();
        TaskCompletionSource goOn = new();
        Provider stalled = new()
        {
            // Ignores cancellation, like code that waits for a driver or a thread.
            Before = async (_, _) =>
            {
                await goOn.Task;
                return null;
            },
        };
        await using var a = await SyncApp.StartAsync(new(OAuthDatabaseKind.PostgreSql, database) { Provider = stalled });
        var id = await a.StartSyncAsync();
        await a.WaitAsync(id, HistoricalSyncState.Running);
        await using var b = await SyncApp.StartAsync(new(OAuthDatabaseKind.PostgreSql, database));

        // From the point of view of b, a has not renewed its lease in time.
        await b.Get<Sync.LedgerDatabase>().WriteAsync(
            (transaction, token) => Storage.OAuthDatabaseCommands.ExecuteAsync(
                transaction, "DELETE FROM atom_oauth_sync_node WHERE id = (SELECT owner FROM atom_oauth_sync WHERE id = @id)", token, ("id", id)),
            default);
        var done = await b.WaitAsync(id, HistoricalSyncState.Completed);
        await WaitForLogAsync(a, 4807);
        goOn.SetResult();
        await WaitForLogAsync(a, 4808);
        Assert.Empty(a.Store.Batches);
        AssertComplete(b, done, mayRepeat: 0);
    }

    private static void AssertComplete(SyncApp app, HistoricalSyncInfo done, int mayRepeat)
    {
        string[] expected = [.. app.Provider.History.Ids(done.Connection.ConnectionId, done.Range)];
        string[] keys = [.. app.Store.Batches
            .Where(batch => batch.Connection.ConnectionId == done.Connection.ConnectionId)
            .Select(batch => batch.Key)];
        Assert.Equal(expected.Order(), app.Store.IdsOf(done.Connection.ConnectionId).Distinct().Order());
        Assert.Equal(expected.Length, done.Records);

        // A process that loses its lease, as a stalled machine does, drops the batch that it is writing, and writes it again afterwards.
        string[] repeated = [.. keys.GroupBy(static key => key).SelectMany(static same => same.Skip(1))];
        var lost = app.Log.Entries.Count(static entry => entry.Id == 4807);
        Assert.True(
            repeated.Length <= mayRepeat + (long)lost,
            $"Repeated: {string.Join(", ", repeated)}\n{string.Join('\n', app.Log.Entries.Select(static entry => $"{entry.Id} {entry.Text}"))}");
    }

    private static async Task WaitForLogAsync(SyncApp app, int id, SyncApp? orThat = null)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
        while (!app.Log.Entries.Concat(orThat?.Log.Entries ?? []).Any(entry => entry.Id == id))
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
