using Atom.OAuth;
using Atom.OAuth.Sync;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Says where histories come from and go to.</summary>
public sealed class HistoricalSyncBuilder
{
    /// <summary>The kind of history of an integration that has only one.</summary>
    public const string DefaultKind = "history";

    internal HistoricalSyncBuilder(IServiceCollection services) => Services = services;

    /// <summary>Gets the services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Adds what reads the history of an integration. An integration with several histories gets a source for each kind.</summary>
    /// <typeparam name="TSource">The source. It is made anew for each turn of a sync, with services of a scope.</typeparam>
    /// <param name="integrationId">The integration, for example <c>slack</c>.</param>
    /// <param name="configure">Changes the limits that <see cref="HistoricalSyncLimits"/> knows.</param>
    /// <param name="kind">What it reads, for example <c>recordings</c>.</param>
    /// <param name="appType">
    /// The type of application or plan that limits depend on, for example <c>unlisted</c>; <see cref="HistoricalSyncLimits"/> has them.
    /// </param>
    /// <exception cref="ArgumentException">An id is blank, the kind was added before, or the type of application is unknown.</exception>
    public HistoricalSyncBuilder AddSource<TSource>(
        string integrationId, Action<HistoricalSyncSourceOptions>? configure = null, string kind = DefaultKind, string? appType = null)
        where TSource : class, IHistoricalSyncSource
    {
        Services.TryAddTransient<TSource>();
        return Add(SourceRegistration.Of(integrationId, kind, appType, configure, static provider => provider.GetRequiredService<TSource>()));
    }

    /// <summary>Adds what takes the records: first the records are written, then the checkpoint.</summary>
    /// <typeparam name="TSink">The sink. It is made anew for each turn of a sync, with services of a scope.</typeparam>
    /// <exception cref="InvalidOperationException">There is a sink already.</exception>
    public HistoricalSyncBuilder AddSink<TSink>()
        where TSink : class, IHistoricalSyncSink
    {
        ThrowIfSinkExists();
        Services.AddScoped<IHistoricalSyncSink, TSink>();
        return this;
    }

    /// <summary>Adds what takes the records in the transaction of their checkpoint, in the ledger's own database: no batch comes twice.</summary>
    /// <typeparam name="TSink">The sink. It is made anew for each turn of a sync, with services of a scope.</typeparam>
    /// <exception cref="InvalidOperationException">There is a sink already.</exception>
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
