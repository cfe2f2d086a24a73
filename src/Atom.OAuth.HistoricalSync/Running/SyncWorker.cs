using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Sync;

/// <summary>Runs syncs while the application runs: joins the cluster, claims due syncs, and starts over after a database outage.</summary>
internal sealed class SyncWorker(
    LedgerDatabase database,
    LedgerNodes nodes,
    LedgerClaims claims,
    SyncRunner runner,
    PendingStarts pending,
    SyncSignals signals,
    IOptions<HistoricalSyncOptions> options,
    TimeProvider time,
    SyncHealth health,
    ILogger<SyncWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    /// <summary>Gets the executor of this process, while it runs syncs.</summary>
    internal RunExecutor? Executor { get; private set; }

    /// <summary>Creates the tables, so that the application does not start with an unusable database.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await nodes.ReadClockAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (OAuthDatabase.IsTransient(exception))
        {
            DiagnosticsLog.LedgerUnavailable(logger, exception);
        }

        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops, and saves the pending starts, even if the process stops before the service has fully started.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        await pending.FlushAsync(TimeSpan.Zero).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var flushing = pending.FlushUntilStoppedAsync(stoppingToken);
        try
        {
            if (options.Value.RunsSyncs)
            {
                await RunSyncsAsync(stoppingToken).ConfigureAwait(false);
            }
            else
            {
                await KeepTimeAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application is stopping.
        }

        await flushing.ConfigureAwait(false);
    }

    private async Task RunSyncsAsync(CancellationToken stopping)
    {
        using var fileLock = await LockAsync(stopping).ConfigureAwait(false);
        await using var executor = await RunExecutor.StartAsync(
            $"atom-oauth-sync-{Guid.NewGuid():n}", options.Value.MaxConcurrentSyncs, stopping).ConfigureAwait(false);
        Executor = executor;
        string? replaced = null;
        while (!stopping.IsCancellationRequested)
        {
            using SyncTenure tenure = new(nodes, signals, options, time, database.IsSqlite, logger);
            try
            {
                await tenure.EnterAsync(replaced, stopping).ConfigureAwait(false);
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                DiagnosticsLog.LedgerUnavailable(logger, exception);
                health.LedgerFailed(exception);
                await Task.Delay(Retry, stopping).ConfigureAwait(false);
                continue;
            }

            replaced = await ServeAsync(tenure, executor, stopping).ConfigureAwait(false) ? tenure.Id : null;
        }
    }

    /// <summary>Runs syncs and sends heartbeats until the lease is lost or the process stops.</summary>
    /// <returns>Whether all runs have ended.</returns>
    private async Task<bool> ServeAsync(SyncTenure tenure, RunExecutor executor, CancellationToken stopping)
    {
        using CancellationTokenSource serving = new();
        var beating = tenure.BeatAsync(serving.Token);
        try
        {
            using var both = CancellationTokenSource.CreateLinkedTokenSource(stopping, tenure.Lease);
            RunningSyncs running = new(signals);
            await DispatchAsync(tenure, executor, running, stopping, both.Token).ConfigureAwait(false);
            return tenure.Lease.IsCancellationRequested
                ? await GiveUpAsync(tenure, running).ConfigureAwait(false)
                : await LeaveAsync(tenure, running).ConfigureAwait(false);
        }
        finally
        {
            await serving.CancelAsync().ConfigureAwait(false);
            await beating.ConfigureAwait(false);
        }
    }

    /// <summary>After losing the lease: waits for the cancelled runs as long as others wait before they take over the syncs.</summary>
    private async Task<bool> GiveUpAsync(SyncTenure tenure, RunningSyncs running)
    {
        DiagnosticsLog.LeaseLost(logger, tenure.Id);
        health.LedgerFailed(null);
        await Task.WhenAny(running.Idle, Task.Delay(options.Value.LeaseDuration, CancellationToken.None)).ConfigureAwait(false);
        return running.Idle.IsCompleted;
    }

    /// <summary>When the process stops: waits for the current batches; unfinished syncs are immediately available to others.</summary>
    private async Task<bool> LeaveAsync(SyncTenure tenure, RunningSyncs running)
    {
        await running.Idle.ConfigureAwait(false);
        try
        {
            await tenure.LeaveAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            DiagnosticsLog.LedgerUnavailable(logger, exception);
        }

        return true;
    }

    private async Task DispatchAsync(
        SyncTenure tenure, RunExecutor executor, RunningSyncs running, CancellationToken stopping, CancellationToken both)
    {
        while (!both.IsCancellationRequested)
        {
            try
            {
                var free = options.Value.MaxConcurrentSyncs - running.Count;
                (var claimed, var next) = free > 0
                    ? await claims.ClaimAsync(tenure.Id, free, both).ConfigureAwait(false)
                    : ([], null);
                health.LedgerAnswered();
                foreach (var run in claimed)
                {
                    signals.Changed([new(run.Id, run.Integration, run.Kind, run.Previous, HistoricalSyncState.Running, SyncTrigger.Claim)]);
                    running.Begin();
                    await executor.ExecuteAsync(
                        $"{run.Id}-{run.Fence}",
                        () => running.UntilEndAsync(runner.RunAsync(run, tenure.Lease, stopping)),
                        CancellationToken.None).ConfigureAwait(false);
                }

                if (claimed.Count < free || free == 0)
                {
                    var pause = next < options.Value.PollInterval ? next.Value : options.Value.PollInterval;
                    await signals.WaitForWorkAsync(pause, both).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (both.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                DiagnosticsLog.LedgerUnavailable(logger, exception);
                health.LedgerFailed(exception);
                await Task.WhenAny(Task.Delay(Retry, both)).ConfigureAwait(false);
            }
        }
    }

    private async Task<IDisposable?> LockAsync(CancellationToken stopping)
    {
        if (!database.IsSqlite)
        {
            return null;
        }

        var file = database.File;
        var held = await SqliteLock.AcquireAsync(
            file,
            () =>
            {
                health.IsStandby = true;
                DiagnosticsLog.FileIsLocked(logger, file);
            },
            stopping).ConfigureAwait(false);
        health.IsStandby = false;
        return held;
    }

    /// <summary>Synchronizes a process that only starts and shows syncs with the ledger's clock.</summary>
    private async Task KeepTimeAsync(CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                await nodes.ReadClockAsync(stopping).ConfigureAwait(false);
                health.LedgerAnswered();
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                DiagnosticsLog.LedgerUnavailable(logger, exception);
                health.LedgerFailed(exception);
            }

            await Task.Delay(options.Value.LeaseDuration, stopping).ConfigureAwait(false);
        }
    }
}
