using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.Sync;

/// <summary>Publishes ledger changes within the process: to the log, the metrics, the dispatcher and the watchers.</summary>
internal sealed class SyncSignals(ILogger<SyncSignals> logger) : IDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _watchers = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _work = new(0, 1);

    /// <summary>Called after state changes were committed.</summary>
    public void Changed(IReadOnlyList<StateChange> changes)
    {
        var isQueued = false;
        foreach (var change in changes)
        {
            Log(change);
            HistoricalSyncTelemetry.Count(change);
            Advanced(change.Id);
            isQueued |= SyncTransitions.IsQueued(change.To);
        }

        if (isQueued)
        {
            Wake();
        }
    }

    /// <summary>Called after a sync has changed.</summary>
    public void Advanced(string id)
    {
        if (_watchers.TryRemove(id, out var watchers))
        {
            watchers.TrySetResult();
        }
    }

    /// <summary>Returns a task that completes with the next change of a sync in this process.</summary>
    public Task WhenChanged(string id) => _watchers.GetOrAdd(id, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Called when there may be syncs to claim, or capacity to run them.</summary>
    public void Wake()
    {
        try
        {
            _work.Release();
        }
        catch (Exception exception) when (exception is SemaphoreFullException or ObjectDisposedException)
        {
            // The dispatcher is already awake, or has been disposed.
        }
    }

    /// <summary>Waits for work, up to a maximum time.</summary>
    public Task WaitForWorkAsync(TimeSpan longest, CancellationToken cancellationToken) => _work.WaitAsync(longest, cancellationToken);

    public void Dispose() => _work.Dispose();

    private void Log(StateChange change)
    {
        if (change.From is not { } from)
        {
            DiagnosticsLog.Started(logger, change.Id, change.Integration, change.Kind);
        }
        else if (change.FailureKind is { } kind)
        {
            DiagnosticsLog.StateChangedByFailure(logger, change.Id, change.Integration, change.Kind, from, change.To, kind, change.Failure);
        }
        else
        {
            DiagnosticsLog.StateChanged(logger, change.Id, change.Integration, change.Kind, from, change.To, change.Trigger);
        }
    }
}
