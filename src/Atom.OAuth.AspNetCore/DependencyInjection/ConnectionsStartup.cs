using Atom.OAuth;
using Atom.OAuth.Integrations;
using Atom.OAuth.Store;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Checks the integrations and makes the table when the application starts, so that what is wrong is not said to the first user.</summary>
internal sealed class ConnectionsStartup(IServiceProvider services, OAuthDatabase database) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _ = services.GetRequiredService<IntegrationRegistry>();
        await database.EnsureAsync(ConnectionSchema.Schema, cancellationToken).ConfigureAwait(false);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
