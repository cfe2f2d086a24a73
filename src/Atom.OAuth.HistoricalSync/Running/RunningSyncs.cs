namespace Atom.OAuth.Sync;

/// <summary>Counts the running syncs of a tenure.</summary>
internal sealed class RunningSyncs(SyncSignals signals)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _idle = Completed();

    public int Count { get; private set; }

    /// <summary>Gets a task that completes when no sync is running.</summary>
    public Task Idle
    {
        get
        {
            lock (_lock)
            {
                return _idle.Task;
            }
        }
    }

    public void Begin()
    {
        lock (_lock)
        {
            if (Count++ == 0)
            {
                _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        HistoricalSyncTelemetry.CountRunning(1);
    }

    public async Task UntilEndAsync(Task run)
    {
        await run.ConfigureAwait(false);
        HistoricalSyncTelemetry.CountRunning(-1);
        lock (_lock)
        {
            if (--Count == 0)
            {
                _idle.SetResult();
            }
        }

        signals.Wake();
    }

    private static TaskCompletionSource Completed()
    {
        TaskCompletionSource source = new();
        source.SetResult();
        return source;
    }
}
