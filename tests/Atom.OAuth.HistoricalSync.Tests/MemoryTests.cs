namespace Atom.OAuth.HistoricalSync.Tests;

/// <summary>Waiting syncs are in the ledger and not in memory: a worker only holds what it runs, regardless of the number of syncs.</summary>
/// <remarks>The tests wait most of the time, so they have their own databases and run in parallel with others.</remarks>
public sealed class MemoryTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private const int Few = 1_000;
    private const int Many = 10_000;

    /// <summary>The minimum memory for a sync: an object with a single field, and a reference to it.</summary>
    private const int LeastBytesOfASync = 32;

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task WorkersMemory_DoesNotGrowWithTheSyncsThatWait(OAuthDatabaseKind kind)
    {
        await using Crash crash = new(kind, databases.New(kind), isTransactional: false, connections: 0);
        await using var starter = await SyncApp.StartAsync(new(kind, crash.Options.Database) { Options = options => options.RunsSyncs = false });
        var id = await starter.StartSyncAsync();
        await Backlog.AddAsync(starter, id, 1, Few);
        using var worker = await Worker.StartAsync(crash.Options);
        await crash.WaitForDeliveriesAsync(200);
        var few = await worker.MeasureMemoryAsync();
        await Backlog.AddAsync(starter, id, Few + 1, Many);
        await crash.WaitForDeliveriesAsync(200);
        var many = await worker.MeasureMemoryAsync();
        Assert.True(
            many - few < (Many - Few) * LeastBytesOfASync,
            $"{few:N0} bytes with {Few:N0} waiting, {many:N0} with {Many:N0}.");
    }

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task Worker_HoldsNoMoreThanItRuns_WhateverPassesThroughIt(OAuthDatabaseKind kind)
    {
        const int Places = 3;
        const int Waiting = 300;
        TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var database = databases.New(kind);
        await using var starter = await SyncApp.StartAsync(new(kind, database) { Options = options => options.RunsSyncs = false });
        await Backlog.AddAsync(starter, await starter.StartSyncAsync("limited"), 1, Waiting - 1);

        // All but three connections are rate-limited for a week; those three have not been answered yet.
        Provider provider = new()
        {
            Before = async (request, token) =>
            {
                if (request.Connection.ConnectionId.StartsWith("limited", StringComparison.Ordinal))
                {
                    throw HistoricalSyncException.RateLimited(TimeSpan.FromDays(7));
                }

                await goOn.Task.WaitAsync(token);
                return null;
            },
        };
        await using var app = await SyncApp.StartAsync(
            new(kind, database) { Provider = provider, Options = options => options.MaxConcurrentSyncs = Places });
        await WaitAsync(async () => await CountAsync(app, HistoricalSyncState.Waiting) == Waiting);
        var executor = app.Get<Sync.SyncWorker>().Executor!;
        await WaitAsync(async () => await executor.CountAsync() == 0);

        var ids = await Task.WhenAll(Enumerable.Range(0, 4 * Places).Select(i => starter.StartSyncAsync($"slow{i}", months: 1)));
        await WaitAsync(() => Task.FromResult(provider.Requests.Count == Waiting + Places));
        Assert.Equal(Places, await executor.CountAsync());
        Assert.Equal(Places, await CountAsync(app, HistoricalSyncState.Running));
        Assert.Equal(3 * Places, await CountAsync(app, HistoricalSyncState.Pending));

        goOn.SetResult();
        foreach (var id in ids)
        {
            await app.WaitAsync(id, HistoricalSyncState.Completed);
        }

        await WaitAsync(async () => await executor.CountAsync() == 0);
    }

    private static async Task<int> CountAsync(SyncApp app, HistoricalSyncState state)
        => (await app.Syncs.ListAsync("t1", new() { State = state, Limit = 1_000 })).Count;

    private static async Task WaitAsync(Func<Task<bool>> isSo)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(2));
        while (!await isSo())
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
