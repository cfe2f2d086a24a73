using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Sync;

/// <summary>Prevents an application from starting if it has sources but no sink.</summary>
internal sealed class SinkCheck(
    IServiceProviderIsService services, IEnumerable<SourceRegistration> sources, IOptions<HistoricalSyncOptions> options) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var hasSink = services.IsService(typeof(IHistoricalSyncSink)) || services.IsService(typeof(IHistoricalSyncTransactionalSink));
        return hasSink || !options.Value.RunsSyncs || !sources.Any()
            ? Task.CompletedTask
            : throw new InvalidOperationException("Histories have sources and no sink. Add one: AddHistoricalSync().AddSink<…>().");
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
