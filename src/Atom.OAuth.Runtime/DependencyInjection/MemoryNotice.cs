using Atom.OAuth.State;
using Atom.OAuth.Sync;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.DependencyInjection;

/// <summary>Logs at startup what a production application keeps in memory only, and so loses when the process ends.</summary>
internal sealed class MemoryNotice(IServiceProvider services, IHostEnvironment? environment = null, ILogger<MemoryNotice>? logger = null)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (logger is not null && environment?.EnvironmentName == Environments.Production)
        {
            Say(logger);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Say(ILogger log)
    {
        if (services.GetService<IOAuthStateStore>() is InMemoryOAuthStateStore)
        {
            StateLog.StatesInMemory(log);
        }

        if (services.GetService<InMemoryHistoricalSync>() is not null)
        {
            SyncLog.SyncsInMemory(log);
        }
        else if (services.GetService<IServiceProviderIsService>()?.IsService(typeof(IHistoricalSyncService)) == true
            && services.GetService<IPendingHistoricalSyncStore>() is InMemoryPendingHistoricalSyncStore)
        {
            SyncLog.PendingInMemory(log);
        }
    }
}
