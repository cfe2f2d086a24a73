using System.Data.Common;
using Atom.OAuth.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Atom.OAuth.Tests.State.Support;

/// <summary>A database that tests and the processes that they start connect to.</summary>
internal sealed record StateDatabase(string Kind, string ConnectionString)
{
    /// <summary>Creates an empty database on a server.</summary>
    public static StateDatabase On(PostgreSqlServer server) => new("postgresql", server.CreateDatabase());

    public DbConnection Connect() => Kind switch
    {
        "sqlite" => new SqliteConnection(ConnectionString),
        "postgresql" => new NpgsqlConnection(ConnectionString),
        _ => throw new ArgumentException($"'{Kind}' is no database."),
    };

    public RelationalOAuthStateStore Store(
        string table = RelationalOAuthStateStore.DefaultTableName, TimeProvider? time = null, RecordingLogger? log = null)
        => new(Connect, table, time, log);

    public object? Scalar(string sql)
    {
        using var connection = Connect();
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
