using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.HistoricalSync.Tests.Support;

/// <summary>Starts what could not be started before, as the trigger's sweeper does each minute.</summary>
internal sealed class PendingSweep(IServiceProvider services)
{
    public async Task SweepAsync()
    {
        IPendingHistoricalSyncStore pending = services.GetRequiredService<IPendingHistoricalSyncStore>();
        foreach (HistoricalSyncRequest request in await pending.ListAsync(100, CancellationToken.None))
        {
            await services.GetRequiredService<IHistoricalSyncService>().StartAsync(request, CancellationToken.None);
            await pending.RemoveAsync(request, CancellationToken.None);
        }
    }
}
