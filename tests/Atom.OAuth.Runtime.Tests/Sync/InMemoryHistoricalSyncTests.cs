namespace Atom.OAuth.Tests.Sync;

/// <summary>The in-memory runner: one sync per connection at a time, then the gap.</summary>
public class InMemoryHistoricalSyncTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task RunningSync_IsNotStartedTwice_AndAReconnectFetchesTheGap()
    {
        TaskCompletionSource first = new();
        List<HistoricalSyncRequest> runs = [];
        InMemoryHistoricalSync sync = new((request, _) =>
        {
            lock (runs)
            {
                runs.Add(request);
            }

            return first.Task;
        });
        HistoricalSyncRequest connect = new("slack", "user-1", "tenant-1", Now);
        HistoricalSyncRequest reconnect = new("slack", "user-1", "tenant-1", Now.AddDays(2));

        var started = await sync.StartAsync(connect, default);
        var running = await sync.StartAsync(connect, default);
        first.SetResult();
        await sync.WaitForIdleAsync();
        var done = await sync.StartAsync(connect, default);
        var gap = await sync.StartAsync(reconnect, default);
        await sync.WaitForIdleAsync();

        Assert.Equal((HistoricalSyncStatus.Started, "memory-1"), (started.Status, started.JobId));
        Assert.Equal((HistoricalSyncStatus.AlreadyRunning, "memory-1"), (running.Status, running.JobId));
        Assert.Equal((HistoricalSyncStatus.AlreadyDone, "memory-1"), (done.Status, done.JobId));
        Assert.Equal((HistoricalSyncStatus.Started, "memory-2"), (gap.Status, gap.JobId));
        Assert.Equal([(Now.AddMonths(-3), Now), (Now, Now.AddDays(2))], runs.Select(run => (run.From, run.RequestedAt)));
    }

    [Fact]
    public async Task LongerHistory_IsFetchedWhole()
    {
        List<HistoricalSyncRequest> runs = [];
        InMemoryHistoricalSync sync = new((request, _) =>
        {
            runs.Add(request);
            return Task.CompletedTask;
        });

        await sync.StartAsync(new HistoricalSyncRequest("slack", "user-1", "tenant-1", Now), default);
        await sync.WaitForIdleAsync();
        await sync.StartAsync(new HistoricalSyncRequest("slack", "user-1", "tenant-1", Now.AddDays(1), syncMonths: 12), default);
        await sync.WaitForIdleAsync();

        Assert.Equal(Now.AddDays(1).AddMonths(-12), runs[1].From);
    }

    [Fact]
    public async Task SameBeginning_LeavesTheGapAlone()
    {
        List<HistoricalSyncRequest> runs = [];
        InMemoryHistoricalSync sync = new((request, _) =>
        {
            runs.Add(request);
            return Task.CompletedTask;
        });

        await sync.StartAsync(new HistoricalSyncRequest("slack", "user-1", "tenant-1", Now), default);
        await sync.WaitForIdleAsync();
        await sync.StartAsync(new HistoricalSyncRequest("slack", "user-1", "tenant-1", Now.AddMonths(1), syncMonths: 4), default);
        await sync.WaitForIdleAsync();

        Assert.Equal([(Now.AddMonths(-3), Now), (Now, Now.AddMonths(1))], runs.Select(run => (run.From, run.RequestedAt)));
    }

    [Fact]
    public async Task Dispose_CancelsWhatRuns()
    {
        TaskCompletionSource started = new();
        TaskCompletionSource cancelled = new();
        InMemoryHistoricalSync sync = new(async (_, stopping) =>
        {
            using var registration = stopping.Register(cancelled.SetResult);
            started.SetResult();
            await cancelled.Task;
        });
        await sync.StartAsync(new HistoricalSyncRequest("slack", "user-1", "tenant-1", Now), default);
        await started.Task;

        sync.Dispose();

        Assert.True(cancelled.Task.IsCompleted);
    }

    [Fact]
    public async Task FailedSync_IsStartedAgain()
    {
        var fails = true;
        InMemoryHistoricalSync sync = new((_, _) => fails ? throw new IOException() : Task.CompletedTask);
        HistoricalSyncRequest request = new("slack", "user-1", "tenant-1", Now);

        await sync.StartAsync(request, default);
        await Assert.ThrowsAsync<IOException>(sync.WaitForIdleAsync);
        fails = false;
        var again = await sync.StartAsync(request, default);
        await sync.WaitForIdleAsync();

        Assert.Equal((HistoricalSyncStatus.Started, "memory-2"), (again.Status, again.JobId));
    }

    [Fact]
    public async Task Stop_CancelsWhatRuns_AndWaitsForIt()
    {
        TaskCompletionSource begun = new();
        TaskCompletionSource cancelled = new();
        TaskCompletionSource release = new();
        var isOver = false;
        InMemoryHistoricalSync sync = new(async (_, token) =>
        {
            using var registration = token.Register(cancelled.SetResult);
            begun.SetResult();
            await release.Task;
            isOver = true;
            token.ThrowIfCancellationRequested();
        });
        await sync.StartAsync(new("slack", "user-1", "tenant-1", Now), default);
        await begun.Task;
        var stop = sync.StopAsync(default);
        await cancelled.Task.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.False(stop.IsCompleted);
        release.SetResult();
        await stop.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.True(isOver);

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(async () => await sync.StartAsync(
            new("zoom", "user-1", "tenant-1", Now), default));
        Assert.Equal("The application stops: no historical sync is started any more.", exception.Message);
        sync.Dispose();
    }

    [Fact]
    public async Task Stop_WaitsNoLongerThanTheHost_ForASyncThatDoesNotListen()
    {
        TaskCompletionSource never = new();
        using InMemoryHistoricalSync sync = new((_, _) => never.Task);
        await sync.StartAsync(new("slack", "user-1", "tenant-1", Now), default);
        using CancellationTokenSource host = new(TimeSpan.FromMilliseconds(50));
        await sync.StopAsync(host.Token).WaitAsync(TimeSpan.FromMinutes(1));
        never.SetResult();
    }

    [Fact]
    public async Task SecondWorkspace_IsFetchedWhole_WhereTheConnectionIsNamed()
    {
        List<HistoricalSyncRequest> runs = [];
        InMemoryHistoricalSync sync = new((request, _) =>
        {
            runs.Add(request);
            return Task.CompletedTask;
        });
        foreach ((var workspace, var days) in ((string, int)[])[("T1", 0), ("T2", 2), ("T1", 4)])
        {
            await sync.StartAsync(new HistoricalSyncRequest("slack", "user-1", "tenant-1", Now.AddDays(days), connectionId: workspace), default);
            await sync.WaitForIdleAsync();
        }

        Assert.Equal([Now.AddMonths(-3), Now.AddDays(2).AddMonths(-3), Now], runs.Select(run => run.From));
    }

    [Fact]
    public async Task Arguments_AreChecked()
    {
        InMemoryHistoricalSync sync = new((_, _) => Task.CompletedTask);

        Assert.Throws<ArgumentNullException>("run", () => new InMemoryHistoricalSync(null!));
        await Assert.ThrowsAsync<ArgumentNullException>("request", async () => await sync.StartAsync(null!, default));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await sync.StartAsync(
            new("slack", "u", "t", Now), new CancellationToken(canceled: true)));
    }
}
