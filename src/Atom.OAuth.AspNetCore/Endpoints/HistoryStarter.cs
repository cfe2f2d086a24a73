using System.Data.Common;
using Atom.OAuth.Diagnostics;
using Atom.OAuth.Integrations;
using Atom.OAuth.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.Endpoints;

/// <summary>
/// Starts the histories of connections. If a process dies between saving a connection and starting its history, or fails to start
/// it, a flag remains with the connection; a later or another process finds it and starts the history.
/// </summary>
internal sealed class HistoryStarter(
    ConnectionStore store,
    IntegrationRegistry integrations,
    IServiceProvider services,
    TimeProvider time,
    ILogger<HistoryStarter> logger) : BackgroundService
{
    private const int Batch = 100;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <summary>How much time the process that saved the connection has to start the history itself.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>Determines whether to fetch the history of connections of an integration.</summary>
    public bool Starts(Integration integration) =>
        integration.Options.StartHistoricalSync && services.GetService<IHistoricalSyncService>() is not null;

    /// <summary>Starts the history of a connection that was just saved. Never throws: failures are found and retried later.</summary>
    public async Task StartHistoryAsync(Integration integration, ConnectionKey key, string userId, long savedAt)
    {
        var outcome = await TriggerAsync(integration, key, userId).ConfigureAwait(false);
        if (outcome.Status == HistoricalSyncStatus.Failed)
        {
            return;
        }

        try
        {
            await store.SettleHistoryAsync(key, savedAt, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DbException or TimeoutException)
        {
            ConnectionsLog.HistoryNotSettled(logger, exception);
        }
    }

    /// <summary>Starts the histories that are due.</summary>
    internal async Task RunOnceAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now - Grace;
        foreach (var row in await store.ListHistoryOwedAsync(before, Batch, cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (integrations.Find(row.IntegrationId) is { } integration && Starts(integration))
            {
                ConnectionsLog.HistoryOwed(logger, integration.Id, row.Key.ConnectionId);
                await TriggerAsync(integration, row.Key, row.UserId).ConfigureAwait(false);
            }

            // Even if the application no longer has the integration, or the second start failed: the trigger has logged why, and since the
            // database works, a third start would fail as well.
            await store.SettleHistoryAsync(row.Key, before.ToUnixTimeMilliseconds(), cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<HistoricalSyncOutcome> TriggerAsync(Integration integration, ConnectionKey key, string userId)
        => services.GetRequiredService<IHistoricalSyncTrigger>().TriggerHistoricalSyncOnConnectionAsync(
            integration.Id, userId, key.TenantId, integration.Options.SyncMonths, key.ConnectionId);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (services.GetService<IHistoricalSyncService>() is null)
        {
            return;
        }

        using PeriodicTimer timer = new(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await RunOnceAsync(time.GetUtcNow(), stoppingToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is DbException or TimeoutException)
            {
                ConnectionsLog.HistoriesNotFound(logger, exception);
            }
        }
    }
}
