using Atom.OAuth;
using Atom.OAuth.Integrations;
using Atom.OAuth.Store;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Validates the integrations and creates the table at startup, so that problems do not surface with the first user.</summary>
internal sealed class ConnectionsStartup(IServiceProvider services, OAuthDatabase database) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _ = services.GetRequiredService<IntegrationRegistry>();
        await database.EnsureAsync(ConnectionSchema.Schema, cancellationToken).ConfigureAwait(false);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
