using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Atom.OAuth.Storage;

/// <summary>Says what a database's error means and what to do about it.</summary>
internal static class DatabaseErrors
{
    // https://www.sqlite.org/rescode.html
    private const int SqlitePermission = 3;
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteReadOnly = 8;
    private const int SqliteCorrupt = 11;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;
    private const int SqliteNotADatabase = 26;

    public static bool IsTransient(Exception exception) => exception switch
    {
        OAuthDatabaseException { InnerException: { } inner } => IsTransient(inner),
        SqliteException sqlite => sqlite.SqliteErrorCode is SqliteBusy or SqliteLocked,
        // A connection that broke, a server that starts or stops, a serialisation failure or a deadlock: Npgsql knows them.
        NpgsqlException { IsTransient: true } => true,
        PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown } =>
            true,
        NpgsqlException { InnerException: SocketException or IOException or TimeoutException } => true,
        _ => false,
    };

    /// <summary>Gives an exception that says what to do, or <see langword="null"/> where the original says enough.</summary>
    public static OAuthDatabaseException? Explain(Exception exception, OAuthDatabaseLocation location) => exception switch
    {
        OAuthDatabaseException => null,
        SqliteException sqlite => Explain(sqlite, location),
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => new(
            $"{Start(location)} does not exist. Create it: CREATE DATABASE …", exception),
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } => new(
            $"{Start(location)} refuses the user name or password of the connection string.", exception),
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } denied => new(
            $"{Start(location)} denies a right that the tables need: {denied.MessageText}. "
            + "Grant CREATE on the schema once, or run the first start as its owner.",
            exception),
        PostgresException => null,
        NpgsqlException { InnerException: SocketException or IOException or TimeoutException } or SocketException => new(
            $"{Start(location)} cannot be reached. Is the server running, and do host and port of the connection string name it?", exception),
        _ => null,
    };

    private static OAuthDatabaseException? Explain(SqliteException exception, OAuthDatabaseLocation location) => exception.SqliteErrorCode switch
    {
        SqliteCannotOpen or SqlitePermission =>
            new($"{Start(location)} cannot be opened. Does the application have the right to create and write it, and its folder?", exception),
        SqliteReadOnly => new($"{Start(location)} is read-only. Give the application the right to write the file and its folder.", exception),
        SqliteFull => new($"{Start(location)} cannot grow: the disk is full. Nothing of this change was stored; make room and try again.", exception),
        SqliteNotADatabase =>
            new($"{Start(location)} is another kind of file. Pass the path of a SQLite database, or of a file that does not exist yet.", exception),
        SqliteCorrupt => new($"{Start(location)} is damaged. Restore it from a backup, or let 'sqlite3 file .recover' save what it can.", exception),
        SqliteBusy or SqliteLocked => new($"{Start(location)} is locked by another process for longer than the time-out.", exception),
        _ => null,
    };

    private static string Start(OAuthDatabaseLocation location) => char.ToUpperInvariant(location.Description[0]) + location.Description[1..];
}
