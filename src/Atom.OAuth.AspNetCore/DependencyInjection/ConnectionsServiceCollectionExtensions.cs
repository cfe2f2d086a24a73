using Atom.OAuth;
using Atom.OAuth.Endpoints;
using Atom.OAuth.Handlers;
using Atom.OAuth.Integrations;
using Atom.OAuth.Refreshing;
using Atom.OAuth.Store;
using Atom.OAuth.Tokens;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers connections.</summary>
public static class ConnectionsServiceCollectionExtensions
{
    /// <summary>Adds connections: their endpoints, their store, and valid access tokens.</summary>
    /// <param name="builder">The builder returned by <c>AddAtomOAuth()</c>.</param>
    /// <param name="configure">
    /// Sets the database, for example <c>o => o.UseSqlite("connections.db")</c>, and any other options.
    /// </param>
    /// <returns>A builder for the integrations.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    public static OAuthConnectionsBuilder AddConnections(this AtomOAuthBuilder builder, Action<ConnectionsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        var options = services.AddOptions<ConnectionsOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ConnectionsOptions>, ConnectionsOptionsValidator>());
        builder.AddDatabaseOf<ConnectionsOptions>();
        services.AddHttpContextAccessor();
        services.TryAddSingleton<IntegrationRegistry>();
        services.TryAddSingleton<TokenHttp>();
        services.TryAddSingleton<TokenEndpointClient>();
        services.TryAddSingleton<TokenSeal>();
        services.TryAddSingleton<ConnectionStore>();
        services.TryAddSingleton<TokenCache>();
        services.TryAddSingleton<UnsavedTokens>();
        services.TryAddSingleton<ConnectionEvents>();
        services.TryAddSingleton<TokenRefresher>();
        services.TryAddSingleton<TokenResolver>();
        services.TryAddSingleton<ConnectionTokens>();
        services.TryAddSingleton<ConnectionFinder>();
        services.TryAddSingleton<ReauthorizationNotes>();
        services.TryAddSingleton<HistoryStarter>();
        services.TryAddSingleton<GrantSaver>();
        services.TryAddSingleton<ConnectEndpoint>();
        services.TryAddSingleton<CallbackEndpoint>();
        services.TryAddSingleton<ConnectionsEndpoints>();
        services.TryAddSingleton<IOAuthConnections, OAuthConnections>();
        services.TryAddSingleton<IOAuthAccessTokenSource, ConnectionAccessTokens>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ConnectionsStartup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, KeepAlive>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IHostedService, HistoryStarter>(static provider => provider.GetRequiredService<HistoryStarter>()));
        return new OAuthConnectionsBuilder(builder);
    }
}
