using Atom.OAuth.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Sync;

/// <summary>Starts what could not start before, in the background, until it has started.</summary>
internal sealed class HistoricalSyncSweeper(
    HistoricalSyncLauncher launcher,
    IPendingHistoricalSyncStore pending,
    IOptions<HistoricalSyncTriggerOptions> options,
    TimeProvider time,
    ILogger<HistoricalSyncSweeper>? logger = null) : BackgroundService
{
    private const int Batch = 100;

    /// <summary>Tries once to start what is pending.</summary>
    internal async Task SweepAsync(CancellationToken cancellationToken)
    {
        // What a callback is starting at this moment is left to it.
        DateTimeOffset settled = time.GetUtcNow() - options.Value.StartTimeout;
        foreach (HistoricalSyncRequest request in await pending.ListAsync(Batch, cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (request.RequestedAt <= settled)
            {
                await launcher.LaunchAsync(request).ConfigureAwait(false);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await TrySweepAsync(stoppingToken).ConfigureAwait(false);
                await Clock.DelayAsync(options.Value.SweepInterval, time, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    private async Task TrySweepAsync(CancellationToken stoppingToken)
    {
        try
        {
            await SweepAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // The store may be back at the next try; the sweeper must be there, too.
            SyncLog.SweepFailed(logger ?? NullLogger<HistoricalSyncSweeper>.Instance, exception);
        }
    }
}
