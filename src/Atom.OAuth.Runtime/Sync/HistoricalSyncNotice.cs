using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.Sync;

/// <summary>Warns at startup that the trigger has nothing to start: callbacks work, so nobody would notice that the history is missing.</summary>
internal sealed class HistoricalSyncNotice(IServiceProvider services, ILogger<HistoricalSyncNotice>? logger = null) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Checked without creating the service, which may need a scope. The application's own trigger may work differently.
        if (logger is not null
            && services.GetService<IServiceProviderIsService>()?.IsService(typeof(IHistoricalSyncService)) == false
            && services.GetService<IHistoricalSyncTrigger>() is HistoricalSyncTrigger)
        {
            SyncLog.NothingToStart(logger);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
