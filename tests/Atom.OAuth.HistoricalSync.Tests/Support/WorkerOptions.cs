using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Atom.OAuth.HistoricalSync.Tests.Support;

/// <summary>What a worker is told when it is started.</summary>
internal sealed record WorkerOptions(OAuthDatabaseKind Kind, string Database, string Folder, bool IsTransactional, int PageDelay, bool Runs)
{
    /// <summary>
    /// Gets a value indicating whether SQLite forces each commit onto the disk, as it does in an application: for a worker that a test kills,
    /// most often in the midst of that.
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

    /// <summary>Where records go: into the ledger's database where they share its transaction, else beside it.</summary>
    public DbConnection OpenDeliveries() => Kind == OAuthDatabaseKind.PostgreSql
        ? new NpgsqlConnection(Database)
        : new SqliteConnection($"Data Source={(IsTransactional ? Database : Path.Combine(Folder, "deliveries.db"))};Default Timeout=60");
}
