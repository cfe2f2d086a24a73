namespace Atom.OAuth;

/// <summary>The few words in which SQLite and PostgreSQL differ; statements are otherwise written once for both.</summary>
public sealed class OAuthSqlDialect
{
    private OAuthSqlDialect(OAuthDatabaseKind kind, string bytes, string nowMilliseconds, string skipLocked)
    {
        Kind = kind;
        Bytes = bytes;
        NowMilliseconds = nowMilliseconds;
        SkipLocked = skipLocked;
    }

    /// <summary>Gets the words of SQLite.</summary>
    public static OAuthSqlDialect Sqlite { get; } = new(
        OAuthDatabaseKind.Sqlite, "BLOB", "CAST(unixepoch('subsec') * 1000 AS INTEGER)", string.Empty);

    /// <summary>Gets the words of PostgreSQL.</summary>
    public static OAuthSqlDialect PostgreSql { get; } = new(
        OAuthDatabaseKind.PostgreSql, "BYTEA", "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)", " FOR UPDATE SKIP LOCKED");

    /// <summary>Gets the database.</summary>
    public OAuthDatabaseKind Kind { get; }

    /// <summary>Gets the type of a column of bytes.</summary>
    public string Bytes { get; }

    /// <summary>Gets the database's clock as an expression: milliseconds since 1970-01-01 UTC. All instances see the same one.</summary>
    public string NowMilliseconds { get; }

    /// <summary>Gets what ends a SELECT that takes rows nobody else is working on; empty where one writer at a time is the rule anyway.</summary>
    public string SkipLocked { get; }

    internal static OAuthSqlDialect Of(OAuthDatabaseKind kind) => kind == OAuthDatabaseKind.Sqlite ? Sqlite : PostgreSql;
}
