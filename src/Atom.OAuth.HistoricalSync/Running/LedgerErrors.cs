using Microsoft.Data.Sqlite;
using Npgsql;

namespace Atom.OAuth.Sync;

/// <summary>Distinguishes a database outage from an invalid statement.</summary>
internal static class LedgerErrors
{
    // https://www.sqlite.org/rescode.html: busy, locked, read-only, I/O error, full, cannot open.
    private static readonly int[] Sqlite = [5, 6, 8, 10, 13, 14];

    // https://www.postgresql.org/docs/current/errcodes-appendix.html: connection, resources (including disk full), operator, system.
    private static readonly string[] PostgreSql = ["08", "53", "57", "58"];

    public static bool IsOutage(Exception exception) => exception switch
    {
        OAuthDatabaseException { InnerException: { } inner } => IsOutage(inner),
        SqliteException sqlite => Sqlite.Contains(sqlite.SqliteErrorCode),
        PostgresException postgres => Array.Exists(
            PostgreSql, prefix => postgres.SqlState.StartsWith(prefix, StringComparison.Ordinal)) || postgres.IsTransient,
        _ => OAuthDatabase.IsTransient(exception),
    };
}
