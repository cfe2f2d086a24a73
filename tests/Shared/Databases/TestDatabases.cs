using Microsoft.Data.Sqlite;

namespace Atom.OAuth.Testing;

/// <summary>Databases for tests: files in a temporary folder, and a PostgreSQL server that starts on first use.</summary>
public sealed class TestDatabases : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("atom-oauth-");
    private readonly Lazy<PostgreSqlServer> _server = new(() => new PostgreSqlServer());
    private int _files;

    /// <summary>Gets the PostgreSQL server.</summary>
    public PostgreSqlServer Server => _server.Value;

    /// <summary>Gets the path of a file that does not exist yet, in a folder that does.</summary>
    public string NewFile() => Path.Combine(_folder.FullName, $"app{Interlocked.Increment(ref _files)}.db");

    /// <summary>Creates an empty database: returns the path of a file, or a connection string.</summary>
    public string New(OAuthDatabaseKind kind) => kind == OAuthDatabaseKind.Sqlite ? NewFile() : Server.CreateDatabase();

    public void Dispose()
    {
        if (_server.IsValueCreated)
        {
            _server.Value.Dispose();
        }

        SqliteConnection.ClearAllPools();
        TestFolder.Delete(_folder.FullName);
    }
}
