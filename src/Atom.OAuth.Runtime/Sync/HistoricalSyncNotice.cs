using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.Sync;

/// <summary>Says at the start that the trigger has nothing to start: the callbacks work, and nobody would miss the history.</summary>
internal sealed class HistoricalSyncNotice(IServiceProvider services, ILogger<HistoricalSyncNotice>? logger = null) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Asked without making one: a service may need a scope. A trigger of the application's own has its own way.
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
