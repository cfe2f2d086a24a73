using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.HistoricalSync.Tests.Support;

/// <summary>Starts what could not be started before, as the trigger's sweeper does every minute.</summary>
internal sealed class PendingSweep(IServiceProvider services)
{
    public async Task SweepAsync()
    {
        var pending = services.GetRequiredService<IPendingHistoricalSyncStore>();
        foreach (var request in await pending.ListAsync(100, CancellationToken.None))
        {
            await services.GetRequiredService<IHistoricalSyncService>().StartAsync(request, CancellationToken.None);
            await pending.RemoveAsync(request, CancellationToken.None);
        }
    }
}
