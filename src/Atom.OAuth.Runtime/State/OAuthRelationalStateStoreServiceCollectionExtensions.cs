using System.Data.Common;
using Atom.OAuth;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the relational state store.</summary>
public static class OAuthRelationalStateStoreServiceCollectionExtensions
{
    /// <summary>
    /// Stores states in SQLite or PostgreSQL instead of memory, so that single use and references work across instances
    /// and restarts. The order of this call and other registrations does not matter.
    /// </summary>
    /// <param name="services">The service collection.</param>
    /// <param name="connect">Creates a connection, for example <c>_ => new NpgsqlConnection(connectionString)</c>, or gets one from a registered
    /// <c>DbDataSource</c>.</param>
    /// <param name="tableName">The table; it is created if it does not exist.</param>
    /// <returns>The service collection.</returns>
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
