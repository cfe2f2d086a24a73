using System.Data.Common;
using Atom.OAuth;
using Atom.OAuth.Sync;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds what is optional to <see cref="AtomOAuthServiceCollectionExtensions.AddAtomOAuth"/>.</summary>
public sealed class AtomOAuthBuilder
{
    internal AtomOAuthBuilder(IServiceCollection services) => Services = services;

    /// <summary>Gets the services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Sets lifetime, limits and cookie of the state.</summary>
    /// <param name="configure">Sets them.</param>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is <see langword="null"/>.</exception>
    public AtomOAuthBuilder ConfigureState(Action<OAuthStateOptions> configure)
    {
        Services.Configure(configure ?? throw new ArgumentNullException(nameof(configure)));
        return this;
    }

    /// <summary>Keeps states in SQLite or PostgreSQL, in place of memory: single use then holds across all instances and restarts.</summary>
    /// <param name="connect">Gives a new connection, for example <c>_ => new NpgsqlConnection(connectionString)</c>.</param>
    /// <param name="tableName">The table, which is made if it is not there.</param>
    /// <exception cref="ArgumentNullException"><paramref name="connect"/> is <see langword="null"/>.</exception>
    public AtomOAuthBuilder AddRelationalStateStore(
        Func<IServiceProvider, DbConnection> connect, string tableName = RelationalOAuthStateStore.DefaultTableName)
    {
        Services.AddAtomOAuthRelationalStateStore(connect, tableName);
        return this;
    }

    /// <summary>Sets the bounds of the historical sync trigger.</summary>
    /// <param name="configure">Sets them.</param>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is <see langword="null"/>.</exception>
    public AtomOAuthBuilder ConfigureHistoricalSyncTrigger(Action<HistoricalSyncTriggerOptions> configure)
    {
        Services.Configure(configure ?? throw new ArgumentNullException(nameof(configure)));
        return this;
    }

    /// <summary>
    /// Runs historical syncs in this process, for tests and first steps: a stop of the host cancels them and waits for them, and a restart
    /// forgets them.
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
