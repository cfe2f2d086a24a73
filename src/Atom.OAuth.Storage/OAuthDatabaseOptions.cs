namespace Atom.OAuth;

/// <summary>Names the database of an application. Options of packages that keep something in it derive from it.</summary>
/// <remarks>An application has one such database: naming it once is enough, and naming two different ones is an error at start.</remarks>
public abstract class OAuthDatabaseOptions
{
    internal OAuthDatabaseLocation? Location { get; private set; }

    /// <summary>Keeps everything in a SQLite file, which is created if it is not there, with its folder.</summary>
    /// <param name="path">The file, for example <c>connections.db</c>; a relative path counts from the current directory.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is blank, a connection string or a database in memory.</exception>
    public void UseSqlite(string path) => Location = OAuthDatabaseLocation.Sqlite(path);

    /// <summary>Keeps everything in a PostgreSQL database, which all instances of the application share.</summary>
    /// <param name="connectionString">For example <c>Host=db;Database=app;Username=app;Password=…</c>. The role needs the right to create
    /// tables at the first start.</param>
    /// <exception cref="ArgumentException"><paramref name="connectionString"/> is blank, cannot be read or names no host.</exception>
    public void UsePostgreSql(string connectionString) => Location = OAuthDatabaseLocation.PostgreSql(connectionString);
}
