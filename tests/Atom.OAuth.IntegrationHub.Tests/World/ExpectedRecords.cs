using Atom.OAuth.IntegrationHub.Sync;
using Atom.OAuth.Simulation;
using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.IntegrationHub.Tests;

/// <summary>What a sync has to bring: everything that the provider has in its range, whatever the pages.</summary>
internal static class ExpectedRecords
{
    /// <summary>How many things the simulated account has in the sync's range.</summary>
    public static long Of(HubWorld world, string id, HistoricalSyncInfo sync)
    {
        var timeline = world.Simulator.Timeline;
        var now = DateTimeOffset.UtcNow;

        // WhatsApp sends contacts (one) and what is not older than 180 days, whatever the sync's range is.
        return id == "whatsapp"
            ? timeline.Of("1").Count(entry => entry.At >= sync.CreatedAt.AddDays(-180) && entry.At < now) + 1
            : timeline.Of("1").Count(entry => sync.Range.Contains(entry.At));
    }

    /// <summary>How many things the simulated account has in the three months before a moment.</summary>
    public static long InThreeMonths(SimulatorHost simulator, string id, DateTimeOffset now)
        => id == "whatsapp"
            ? simulator.Timeline.Of("1").Count(entry => entry.At >= now.AddDays(-180)) + 1
            : simulator.Timeline.Of("1").Count(entry => entry.At >= now.AddMonths(-3));

    public static Task<long> StoredAsync(HubWorld world, string connectionId, string tenant = "contoso")
        => world.Services.GetRequiredService<RecordStore>().CountAsync(tenant, connectionId, CancellationToken.None);
}
