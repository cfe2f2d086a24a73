using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Atom.OAuth.HistoricalSync.Tests.Support;

/// <summary>What a worker is told when it is started.</summary>
internal sealed record WorkerOptions(OAuthDatabaseKind Kind, string Database, string Folder, bool IsTransactional, int PageDelay, bool Runs)
{
    public string[] ToArguments() =>
    [
        Kind.ToString(), Database, Folder, IsTransactional.ToString(), PageDelay.ToString(CultureInfo.InvariantCulture), Runs.ToString(),
    ];

    public static WorkerOptions Parse(string[] arguments) => new(
        Enum.Parse<OAuthDatabaseKind>(arguments[0]), arguments[1], arguments[2], bool.Parse(arguments[3]), int.Parse(
            arguments[4], CultureInfo.InvariantCulture), bool.Parse(arguments[5]));

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
