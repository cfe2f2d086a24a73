using Atom.OAuth;
using Atom.OAuth.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Names the database of an application.</summary>
public static class OAuthDatabaseBuilderExtensions
{
    /// <summary>Keeps connections, states and historical syncs in a SQLite file, for an application that runs on one machine.</summary>
    /// <param name="builder">The builder that <c>AddAtomOAuth()</c> gave.</param>
    /// <param name="path">The file, for example <c>connections.db</c>, which is created if it is not there.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is blank, a connection string or a database in memory.</exception>
    public static AtomOAuthBuilder UseSqlite(this AtomOAuthBuilder builder, string path) => Use(builder, OAuthDatabaseLocation.Sqlite(path));

    /// <summary>Keeps connections, states and historical syncs in a PostgreSQL database, which all instances of the application share.</summary>
    /// <param name="builder">The builder that <c>AddAtomOAuth()</c> gave.</param>
    /// <param name="connectionString">For example <c>Host=db;Database=app;Username=app;Password=…</c>.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="connectionString"/> is blank, cannot be read or names no host.</exception>
    public static AtomOAuthBuilder UsePostgreSql(this AtomOAuthBuilder builder, string connectionString)
        => Use(builder, OAuthDatabaseLocation.PostgreSql(connectionString));

    /// <summary>Uses the database that options of a package name, if they name one. For packages that keep tables of their own.</summary>
    /// <typeparam name="TOptions">The options.</typeparam>
    /// <param name="builder">The builder that <c>AddAtomOAuth()</c> gave.</param>
    /// <returns>The builder.</returns>
    public static AtomOAuthBuilder AddDatabaseOf<TOptions>(this AtomOAuthBuilder builder)
        where TOptions : OAuthDatabaseOptions
    {
        ArgumentNullException.ThrowIfNull(builder);
        Add(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<OAuthDatabaseSource, OAuthDatabaseSource<TOptions>>());
        return builder;
    }

    private static AtomOAuthBuilder Use(AtomOAuthBuilder builder, OAuthDatabaseLocation location)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Add(builder);
        builder.Services.AddSingleton(new OAuthDatabaseSource(location));
        return builder;
    }

    private static void Add(AtomOAuthBuilder builder)
    {
        builder.Services.TryAddSingleton(provider => OAuthDatabaseSource.Choose(provider.GetServices<OAuthDatabaseSource>()));

        // The state has to be as durable as what it leads to, and as widely shared: a callback may reach another instance.
        builder.Services.Replace(ServiceDescriptor.Singleton<IOAuthStateStore>(provider => new RelationalOAuthStateStore(
            provider.GetRequiredService<OAuthDatabase>().CreateConnection,
            timeProvider: provider.GetService<TimeProvider>(),
            logger: provider.GetService<ILogger<RelationalOAuthStateStore>>())));
    }
}
