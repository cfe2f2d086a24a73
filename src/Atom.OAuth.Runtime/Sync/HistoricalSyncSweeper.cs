using Atom.OAuth.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Sync;

/// <summary>
/// Retries pending starts in the background until they succeed. It is fair: each integration is processed independently in
/// every sweep, requests that were never tried go first, and those that keep failing are retried less and less often.
/// </summary>
internal sealed class HistoricalSyncSweeper(
    HistoricalSyncLauncher launcher,
    IPendingHistoricalSyncStore pending,
    IOptions<HistoricalSyncTriggerOptions> options,
    TimeProvider time,
    ILogger<HistoricalSyncSweeper>? logger = null) : BackgroundService
{
    /// <summary>How many starts per integration are tried in a sweep.</summary>
    internal const int Batch = 100;

    private const int MostListed = 10_000;

    private readonly PendingRetries _retries = new(time, options.Value.SweepInterval);

    /// <summary>Tries once to start the pending syncs.</summary>
    internal async Task SweepAsync(CancellationToken cancellationToken)
    {
        var start = time.GetUtcNow();
        var listed = await pending.ListAsync(MostListed, cancellationToken).ConfigureAwait(false);
        _retries.Keep(listed);

        // Requests that a callback is starting right now are left to it.
        var settled = start - options.Value.StartTimeout;
        await Task.WhenAll(listed
            .Where(request => request.RequestedAt <= settled && _retries.IsDue(request, start))
            .GroupBy(request => request.IntegrationId, StringComparer.OrdinalIgnoreCase)
            .Select(group => TakeTurnAsync([.. group.OrderBy(_retries.Failures).Take(Batch)], start, cancellationToken))).ConfigureAwait(false);
    }

    /// <summary>Processes one integration. A service that hangs delays only its own integration.</summary>
    private async Task TakeTurnAsync(HistoricalSyncRequest[] requests, DateTimeOffset start, CancellationToken cancellationToken)
    {
        foreach (var request in requests)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (time.GetUtcNow() - start > options.Value.SweepInterval)
            {
                return;
            }

            var outcome = await launcher.LaunchAsync(request).ConfigureAwait(false);
            _retries.Note(request, isStarted: outcome.Status is not (HistoricalSyncStatus.Pending or HistoricalSyncStatus.Failed));
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
            // The application is stopping.
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
            // The store may be available again for the next sweep, so keep running.
            SyncLog.SweepFailed(logger ?? NullLogger<HistoricalSyncSweeper>.Instance, exception);
        }
    }
}
