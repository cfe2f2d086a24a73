using Microsoft.Extensions.Hosting;

namespace Atom.OAuth.Sync;

/// <summary>Stops the in-memory syncs with the host.</summary>
internal sealed class InMemoryHistoricalSyncHost(InMemoryHistoricalSync sync) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => sync.StopAsync(cancellationToken);
}
