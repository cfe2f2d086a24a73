using System.Data.Common;
using Atom.OAuth;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the relational state store.</summary>
public static class OAuthRelationalStateStoreServiceCollectionExtensions
{
    /// <summary>
    /// Keeps states in SQLite or PostgreSQL, in place of the in-memory store: single use and references then hold across all instances
    /// and restarts. The order of this call and of the other registrations does not matter.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="connect">Gives a new connection, for example <c>_ => new NpgsqlConnection(connectionString)</c>, or one of a registered
    /// <c>DbDataSource</c>.</param>
    /// <param name="tableName">The table, which is made if it is not there.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="connect"/> is <see langword="null"/>.</exception>
    public static IServiceCollection AddAtomOAuthRelationalStateStore(
        this IServiceCollection services, Func<IServiceProvider, DbConnection> connect, string tableName = RelationalOAuthStateStore.DefaultTableName)
    {
        var factory = connect ?? throw new ArgumentNullException(nameof(connect));
        return (services
            ?? throw new ArgumentNullException(nameof(services))).Replace(ServiceDescriptor.Singleton<IOAuthStateStore>(provider => new RelationalOAuthStateStore(
            () => factory(provider), tableName, provider.GetService<TimeProvider>(), provider.GetService<ILogger<RelationalOAuthStateStore>>())));
    }
}
