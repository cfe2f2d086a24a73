using Atom.OAuth;
using Atom.OAuth.Sync;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the historical sync.</summary>
public static class HistoricalSyncBuilderExtensions
{
    /// <summary>
    /// Adds the service that fetches the history of each connected account: syncs started by <see cref="IHistoricalSyncTrigger"/> run in the
    /// background and survive crashes.
    /// </summary>
    /// <remarks>Add a source for each integration, and one sink.</remarks>
    /// <param name="builder">The builder returned by <c>AddAtomOAuth()</c>.</param>
    /// <param name="configure">Sets the database, unless it is set elsewhere, and how syncs are run.</param>
    /// <returns>A builder for the sources and the sink.</returns>
    public static HistoricalSyncBuilder AddHistoricalSync(this AtomOAuthBuilder builder, Action<HistoricalSyncOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        var options = services.AddOptions<HistoricalSyncOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        if (services.Any(service => service.ServiceType == typeof(SyncWorker)))
        {
            return new(services);
        }

        builder.AddDatabaseOf<HistoricalSyncOptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HistoricalSyncOptions>, HistoricalSyncOptionsValidator>());
        services.AddLogging();
        AddLedger(services);
        services.AddSingleton<Sources>();
        services.AddSingleton<IPushedHistorySupport>(static provider => provider.GetRequiredService<Sources>());
        services.AddSingleton<PushedRun>();
        services.AddSingleton<SyncRunner>();
        services.AddSingleton<SyncSignals>();
        services.AddSingleton<SyncHealth>();
        services.AddSingleton<HistoricalSyncs>();
        services.AddSingleton<IHistoricalSyncs>(static provider => provider.GetRequiredService<HistoricalSyncs>());
        services.AddSingleton<IHistoricalSyncService, HistoricalSyncService>();
        services.AddSingleton<IOAuthConnectionObserver, ConnectionObserver>();
        services.AddSingleton<PendingStarts>();
        services.Replace(ServiceDescriptor.Singleton<IPendingHistoricalSyncStore>(static provider => provider.GetRequiredService<PendingStarts>()));
        services.AddSingleton<SyncWorker>();
        services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<SyncWorker>());
        services.AddSingleton<IHostedService, SinkCheck>();
        return new(services);
    }

    /// <summary>Fetches the history of WhatsApp Business, which must be requested within a day of onboarding and arrives by webhooks.</summary>
    /// <remarks>
    /// Map the webhooks with <c>MapWhatsAppHistory</c>, or receive them yourself and pass them to <see cref="IWhatsAppHistoryInbox"/>.
    /// </remarks>
    /// <param name="builder">The builder returned by <c>AddHistoricalSync()</c>.</param>
    /// <param name="configure">Configures the request for the history.</param>
    /// <param name="client">Configures the HTTP client of the request, for example with <c>AddConnectionToken("whatsapp")</c>.</param>
    /// <returns>The builder.</returns>
    public static HistoricalSyncBuilder AddWhatsAppHistory(
        this HistoricalSyncBuilder builder, Action<WhatsAppHistoryOptions>? configure = null, Action<IHttpClientBuilder>? client = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        OptionsBuilder<WhatsAppHistoryOptions> options = builder.Services.AddOptions<WhatsAppHistoryOptions>().Configure<IServiceProvider>(
            static (options, services) => options.AccessToken = services.GetService<IOAuthAccessTokenSource>() is { } tokens
                ? (connection, cancellationToken) => tokens.GetAccessTokenAsync(connection.TenantId, connection.ConnectionId, cancellationToken)
                : null);
        if (configure is not null)
        {
            options.Configure(configure);
        }

        builder.Services.AddTransient<WhatsAppHistory>();
        builder.Services.AddSingleton<IWhatsAppHistoryInbox, WhatsAppHistoryInbox>();
        var http = builder.Services.AddHttpClient(WhatsAppHistoryOptions.HttpClientName);
        client?.Invoke(http);
        var registration = SourceRegistration.Of(
            WhatsAppHistoryInbox.IntegrationId,
            HistoricalSyncBuilder.DefaultKind,
            null,
            null,
            static provider => provider.GetRequiredService<WhatsAppHistory>());
        return builder.Add(registration with { IsPushed = true });
    }

    /// <summary>Adds a health check that is unhealthy while the database does not respond.</summary>
    /// <param name="builder">The builder returned by <c>AddHealthChecks()</c>.</param>
    /// <param name="name">The check's name.</param>
    /// <param name="failureStatus">The status to report on failure; <see langword="null"/> for unhealthy.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddHistoricalSyncCheck(
        this IHealthChecksBuilder builder, string name = "historical-sync", HealthStatus? failureStatus = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name, static provider => provider.GetRequiredService<SyncHealth>(), failureStatus, tags: null));
    }

    private static void AddLedger(IServiceCollection services)
    {
        services.AddSingleton<LedgerDatabase>();
        services.AddSingleton<LedgerClock>();
        services.AddSingleton<LedgerStarts>();
        services.AddSingleton<LedgerClaims>();
        services.AddSingleton<LedgerNodes>();
        services.AddSingleton<LedgerRuns>();
        services.AddSingleton<LedgerBudgets>();
        services.AddSingleton<LedgerQueries>();
        services.AddSingleton<LedgerPending>();
        services.AddSingleton<LedgerChunks>();
        services.AddSingleton<LedgerPhones>();
    }
}
