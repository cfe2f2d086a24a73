namespace Atom.OAuth.HistoricalSync.Tests;

/// <summary>Pause, resume, cancel and retry, and the state transitions.</summary>
[Collection(DatabaseGroup.Name)]
public sealed class ControlTests(TestDatabases databases)
{
    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task Pause_WhileRunning_TakesEffectBetweenBatches_AndResumeGoesOnThere(OAuthDatabaseKind kind)
    {
        var database = databases.New(kind);
        TaskCompletionSource isAsked = new(), goOn = new();
        Provider provider = new();
        provider.Before = async (_, token) =>
        {
            if (provider.Requests.Count == 2)
            {
                isAsked.TrySetResult();
                await goOn.Task.WaitAsync(token);
            }

            return null;
        };
        await using var app = await SyncApp.StartAsync(new(kind, database) { Provider = provider });
        var id = await app.StartSyncAsync();
        await isAsked.Task;

        // From another process: here another application with the same database, which runs no syncs.
        await using var other = await SyncApp.StartAsync(new(kind, database) { Options = options => options.RunsSyncs = false });
        var pause = await other.Syncs.PauseAsync("t1", id);
        Assert.Equal(
            (HistoricalSyncChangeStatus.Accepted, HistoricalSyncState.Running, HistoricalSyncState.Paused),
            (pause.Status, pause.Sync!.State, pause.Sync.RequestedState));
        goOn.SetResult();
        var paused = await app.WaitAsync(id, HistoricalSyncState.Paused);
        Assert.Equal(2, paused.Batches);
        Assert.Equal(2, app.Store.Batches.Count);

        Assert.Equal(HistoricalSyncChangeStatus.Accepted, (await other.Syncs.ResumeAsync("t1", id)).Status);
        var done = await app.WaitAsync(id, HistoricalSyncState.Completed);
        Assert.Equal(app.Provider.History.Ids("c1", done.Range).Order(), app.Store.Ids.Order());
        Assert.Equal(app.Store.Batches.Count, app.Provider.Requests.Count);
    }

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task Cancel_KeepsWhatWasWritten_AndRetryGoesOnThere(OAuthDatabaseKind kind)
    {
        TaskCompletionSource isAsked = new(), goOn = new();
        Provider provider = new();
        provider.Before = async (_, token) =>
        {
            if (provider.Requests.Count == 2)
            {
                isAsked.TrySetResult();
                await goOn.Task.WaitAsync(token);
            }

            return null;
        };
        await using var app = await SyncApp.StartAsync(new(kind, databases.New(kind)) { Provider = provider });
        var id = await app.StartSyncAsync();
        await isAsked.Task;
        Assert.Equal(HistoricalSyncState.Cancelled, (await app.Syncs.CancelAsync("t1", id)).Sync!.RequestedState);
        goOn.SetResult();
        var cancelled = await app.WaitAsync(id, HistoricalSyncState.Cancelled);
        Assert.Equal(2, cancelled.Batches);
        Assert.NotNull(cancelled.EndedAt);
        Assert.Equal(HistoricalSyncChangeStatus.NotPossible, (await app.Syncs.PauseAsync("t1", id)).Status);

        Assert.Equal(HistoricalSyncChangeStatus.Accepted, (await app.Syncs.RetryAsync("t1", id)).Status);
        var done = await app.WaitAsync(id, HistoricalSyncState.Completed);
        Assert.Equal(app.Provider.History.Ids("c1", done.Range).Order(), app.Store.Ids.Order());
        Assert.Equal(HistoricalSyncChangeStatus.NotPossible, (await app.Syncs.RetryAsync("t1", id)).Status);
    }

    [Fact]
    public async Task UnknownSync_IsNotFound()
    {
        await using var app = await SyncApp.StartAsync(new(OAuthDatabaseKind.Sqlite, databases.NewFile()));
        Assert.Equal(HistoricalSyncChangeStatus.NotFound, (await app.Syncs.PauseAsync("t1", "nothing")).Status);
        Assert.Null(await app.Syncs.FindAsync("t1", "nothing"));
        await foreach (var sync in app.Syncs.WatchAsync("t1", "nothing"))
        {
            Assert.Fail(sync.Id);
        }
    }

    [Fact]
    public async Task Watch_ShowsProgressUntilTheEnd()
    {
        await using var app = await SyncApp.StartAsync(new(OAuthDatabaseKind.Sqlite, databases.NewFile()));
        var id = await app.StartSyncAsync();
        List<HistoricalSyncInfo> seen = [];
        await foreach (var sync in app.Syncs.WatchAsync("t1", id))
        {
            seen.Add(sync);
        }

        Assert.Equal(HistoricalSyncState.Completed, seen[^1].State);
        Assert.Equal(seen.Select(sync => sync.Version).Distinct().Order(), seen.Select(sync => sync.Version));
        await foreach (var sync in app.Syncs.WatchAsync("t1", id, seen[^1].Version))
        {
            Assert.Fail($"Version {sync.Version} is known.");
        }
    }

    [Fact]
    public void Transitions_EndStatesAreLeftOnlyByPeople()
    {
        Sync.SyncTrigger[] ofWorkers =
        [
            Sync.SyncTrigger.Claim,
            Sync.SyncTrigger.Yield,
            Sync.SyncTrigger.Recover,
            Sync.SyncTrigger.Wait,
            Sync.SyncTrigger.LoseAuthorization,
            Sync.SyncTrigger.Complete,
            Sync.SyncTrigger.Fail,

        ];
        HistoricalSyncState[] resting =
        [
            HistoricalSyncState.Completed,
            HistoricalSyncState.Failed,
            HistoricalSyncState.Cancelled,
            HistoricalSyncState.Paused,
            HistoricalSyncState.NeedsReauthorization,

        ];
        Assert.DoesNotContain(Sync.SyncTransitions.All, row => resting.Contains(row.From) && ofWorkers.Contains(row.Trigger));
        Assert.DoesNotContain(Sync.SyncTransitions.All, row => row.From == HistoricalSyncState.Completed);
        Assert.All(
            Sync.SyncTransitions.All.Where(row => row.To == HistoricalSyncState.Running), row => Assert.Equal(Sync.SyncTrigger.Claim, row.Trigger));

        // All states can be reached (the initial one need not be).
        Assert.Equal(
            Enum.GetValues<HistoricalSyncState>().Except([HistoricalSyncState.Pending]).Order(),
            Sync.SyncTransitions.All.Select(row => row.To).Distinct().Except([HistoricalSyncState.Pending]).Order());
    }
}
