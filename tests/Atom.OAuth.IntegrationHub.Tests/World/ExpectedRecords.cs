using Atom.OAuth.IntegrationHub.Sync;
using Atom.OAuth.Simulation;
using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.IntegrationHub.Tests;

/// <summary>The number of records that a sync must fetch: everything that the provider has in its range, regardless of pages.</summary>
internal static class ExpectedRecords
{
    /// <summary>Gets the number of items of the simulated account in the sync's range.</summary>
    public static long Of(HubWorld world, string id, HistoricalSyncInfo sync)
    {
        var timeline = world.Simulator.Timeline;
        var now = DateTimeOffset.UtcNow;

        // WhatsApp sends one contact and the messages of the last 180 days, regardless of the sync's range.
        return id == "whatsapp"
            ? timeline.Of("1").Count(entry => entry.At >= sync.CreatedAt.AddDays(-180) && entry.At < now) + 1
            : timeline.Of("1").Count(entry => sync.Range.Contains(entry.At));
    }

    /// <summary>Gets the number of items of the simulated account in the three months before a time.</summary>
    public static long InThreeMonths(SimulatorHost simulator, string id, DateTimeOffset now)
        => id == "whatsapp"
            ? simulator.Timeline.Of("1").Count(entry => entry.At >= now.AddDays(-180)) + 1
            : simulator.Timeline.Of("1").Count(entry => entry.At >= now.AddMonths(-3));

    public static Task<long> StoredAsync(HubWorld world, string connectionId, string tenant = "contoso")
        => world.Services.GetRequiredService<RecordStore>().CountAsync(tenant, connectionId, CancellationToken.None);
}
