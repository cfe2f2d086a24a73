using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Atom.OAuth.HistoricalSync.Tests.Support;

/// <summary>The command-line options of a worker.</summary>
internal sealed record WorkerOptions(OAuthDatabaseKind Kind, string Database, string Folder, bool IsTransactional, int PageDelay, bool Runs)
{
    /// <summary>
    /// Gets a value indicating whether SQLite flushes each commit to disk, as in an application: for a worker that a test kills, usually during
    /// a commit.
    /// </summary>
    public bool WaitsForDisk { get; init; }

    public string[] ToArguments() =>
    [
        Kind.ToString(), Database, Folder, IsTransactional.ToString(), PageDelay.ToString(CultureInfo.InvariantCulture), Runs.ToString(),
        WaitsForDisk.ToString(),
    ];

    public static WorkerOptions Parse(string[] arguments) => new(
        Enum.Parse<OAuthDatabaseKind>(arguments[0]), arguments[1], arguments[2], bool.Parse(arguments[3]), int.Parse(
            arguments[4], CultureInfo.InvariantCulture), bool.Parse(arguments[5]))
    {
        WaitsForDisk = bool.Parse(arguments[6]),
    };

    public void Use(HistoricalSyncOptions options)
    {
        if (Kind == OAuthDatabaseKind.Sqlite)
        {
            options.UseSqlite(Database);
        }
        else
        {
            options.UsePostgreSql(Database);
        }
    }

    /// <summary>Opens the database for records: the ledger's own if they share its transaction, otherwise a separate one.</summary>
    public DbConnection OpenDeliveries() => Kind == OAuthDatabaseKind.PostgreSql
        ? new NpgsqlConnection(Database)
        : new SqliteConnection($"Data Source={(IsTransactional ? Database : Path.Combine(Folder, "deliveries.db"))};Default Timeout=60");
}
