using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Atom.OAuth.HistoricalSync.Benchmarks;

/// <summary>Reads the ledger's tables, beside the service.</summary>
internal static class Ledger
{
    public static List<T> Read<T>(string kind, string database, string sql, Func<DbDataReader, T> read)
    {
        using DbConnection connection = kind == "sqlite" ? new SqliteConnection($"Data Source={database}") : new NpgsqlConnection(database);
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are the program's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public static long Count(string kind, string database, string what)
        => Read(kind, database, $"SELECT {what} FROM atom_oauth_sync", static row => Convert.ToInt64(row.GetValue(0), null))[0];
}
