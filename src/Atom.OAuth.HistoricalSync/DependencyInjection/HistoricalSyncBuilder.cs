using Atom.OAuth;
using Atom.OAuth.Sync;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the sources and the sink of histories.</summary>
public sealed class HistoricalSyncBuilder
{
    /// <summary>The kind of history of an integration that has only one.</summary>
    public const string DefaultKind = "history";

    internal HistoricalSyncBuilder(IServiceCollection services) => Services = services;

    /// <summary>Gets the service collection.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Adds a source that reads the history of an integration. An integration with several histories needs one per kind.</summary>
    /// <typeparam name="TSource">The source. It is resolved in a new scope for each run of a sync.</typeparam>
    /// <param name="integrationId">The integration, for example <c>slack</c>.</param>
    /// <param name="configure">Changes the limits taken from <see cref="HistoricalSyncLimits"/>.</param>
    /// <param name="kind">The kind of history, for example <c>recordings</c>.</param>
    /// <param name="appType">
    /// The type of application or plan that the limits depend on, for example <c>unlisted</c>; see <see cref="HistoricalSyncLimits"/>.
    /// </param>
    /// <exception cref="ArgumentException">An id is blank, the kind was already added, or the type of application is unknown.</exception>
    public HistoricalSyncBuilder AddSource<TSource>(
        string integrationId, Action<HistoricalSyncSourceOptions>? configure = null, string kind = DefaultKind, string? appType = null)
        where TSource : class, IHistoricalSyncSource
    {
        Services.TryAddTransient<TSource>();
        return Add(SourceRegistration.Of(integrationId, kind, appType, configure, static provider => provider.GetRequiredService<TSource>()));
    }

    /// <summary>Adds the sink that stores the records. They are written before the checkpoint.</summary>
    /// <typeparam name="TSink">The sink. It is resolved in a new scope for each run of a sync.</typeparam>
    /// <exception cref="InvalidOperationException">A sink is already registered.</exception>
    public HistoricalSyncBuilder AddSink<TSink>()
        where TSink : class, IHistoricalSyncSink
    {
        ThrowIfSinkExists();
        Services.AddScoped<IHistoricalSyncSink, TSink>();
        return this;
    }

    /// <summary>
    /// Adds a sink that stores the records in the ledger's own database, in the transaction of their checkpoint: no batch is repeated.
    /// </summary>
    /// <typeparam name="TSink">The sink. It is resolved in a new scope for each run of a sync.</typeparam>
    /// <exception cref="InvalidOperationException">A sink is already registered.</exception>
    public HistoricalSyncBuilder AddTransactionalSink<TSink>()
        where TSink : class, IHistoricalSyncTransactionalSink
    {
        ThrowIfSinkExists();
        Services.AddScoped<IHistoricalSyncTransactionalSink, TSink>();
        return this;
    }

    internal HistoricalSyncBuilder Add(SourceRegistration registration)
    {
        if (Services.Any(service => service.ImplementationInstance is SourceRegistration other && other.Key == registration.Key))
        {
            throw new ArgumentException(
                $"{registration.Options.IntegrationId} has a source of the kind '{registration.Options.Kind}' already. "
                + "Add another kind, or one source only.");
        }

        Services.AddSingleton(registration);
        return this;
    }

    private void ThrowIfSinkExists()
    {
        Type[] sinks = [typeof(IHistoricalSyncSink), typeof(IHistoricalSyncTransactionalSink)];
        if (Services.Any(service => sinks.Contains(service.ServiceType)))
        {
            throw new InvalidOperationException(
                "There is a sink already. All integrations share one: decide by the connection of the batch what goes where.");
        }
    }
}
