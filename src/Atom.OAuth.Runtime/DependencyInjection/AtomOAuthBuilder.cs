using System.Data.Common;
using Atom.OAuth;
using Atom.OAuth.Sync;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the optional parts of <see cref="AtomOAuthServiceCollectionExtensions.AddAtomOAuth"/>.</summary>
public sealed class AtomOAuthBuilder
{
    internal AtomOAuthBuilder(IServiceCollection services) => Services = services;

    /// <summary>Gets the service collection.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Configures the lifetime, the limits and the cookie of the state.</summary>
    /// <param name="configure">Configures the options.</param>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is <see langword="null"/>.</exception>
    public AtomOAuthBuilder ConfigureState(Action<OAuthStateOptions> configure)
    {
        Services.Configure(configure ?? throw new ArgumentNullException(nameof(configure)));
        return this;
    }

    /// <summary>Stores states in SQLite or PostgreSQL instead of memory, so that single use holds across instances and restarts.</summary>
    /// <param name="connect">Creates a connection, for example <c>_ => new NpgsqlConnection(connectionString)</c>.</param>
    /// <param name="tableName">The table; it is created if it does not exist.</param>
    /// <exception cref="ArgumentNullException"><paramref name="connect"/> is <see langword="null"/>.</exception>
    public AtomOAuthBuilder AddRelationalStateStore(
        Func<IServiceProvider, DbConnection> connect, string tableName = RelationalOAuthStateStore.DefaultTableName)
    {
        Services.AddAtomOAuthRelationalStateStore(connect, tableName);
        return this;
    }

    /// <summary>Configures the limits of the historical sync trigger.</summary>
    /// <param name="configure">Configures the options.</param>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is <see langword="null"/>.</exception>
    public AtomOAuthBuilder ConfigureHistoricalSyncTrigger(Action<HistoricalSyncTriggerOptions> configure)
    {
        Services.Configure(configure ?? throw new ArgumentNullException(nameof(configure)));
        return this;
    }

    /// <summary>
    /// Runs historical syncs in this process, for tests and prototypes. Stopping the host cancels them and waits for them to end; they do not
    /// survive a restart.
    /// </summary>
    /// <param name="run">Fetches the history from <see cref="HistoricalSyncRequest.From"/> to
    /// <see cref="HistoricalSyncRequest.RequestedAt"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="run"/> is <see langword="null"/>.</exception>
    public AtomOAuthBuilder AddInMemoryHistoricalSync(Func<HistoricalSyncRequest, CancellationToken, Task> run)
    {
        InMemoryHistoricalSync sync = new(run);
        Services.TryAddSingleton(sync);
        Services.TryAddSingleton<IHistoricalSyncService>(sync);
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, InMemoryHistoricalSyncHost>());
        return this;
    }
}
