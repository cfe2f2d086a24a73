using Npgsql;

namespace Atom.OAuth;

/// <summary>Where the database is.</summary>
internal sealed record OAuthDatabaseLocation
{
    private OAuthDatabaseLocation(OAuthDatabaseKind kind, string value, string description)
    {
        Kind = kind;
        Value = value;
        Description = description;
    }

    public OAuthDatabaseKind Kind { get; }

    /// <summary>Gets the full path of the file, or the connection string.</summary>
    public string Value { get; }

    /// <summary>Gets what messages call it: no user name, no password.</summary>
    public string Description { get; }

    public static OAuthDatabaseLocation Sqlite(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (path.Contains('=', StringComparison.Ordinal) && path.Contains("Data Source", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException("Pass the path of the SQLite file, for example \"connections.db\", not a connection string.", nameof(path));
        }

        if (path.Contains(":memory:", StringComparison.OrdinalIgnoreCase) || path.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                "Pass the path of a file. A SQLite database in memory is lost with each connection; for tests, pass a path in the temporary folder.",
                nameof(path));
        }

        var full = Path.GetFullPath(path);
        return new(OAuthDatabaseKind.Sqlite, full, $"the SQLite file {full}");
    }

    public static OAuthDatabaseLocation PostgreSql(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        NpgsqlConnectionStringBuilder parsed;
        try
        {
            parsed = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException or OverflowException)
        {
            // The parser's own message can quote a part of the string, which may be the password.
            throw new ArgumentException(
                "The PostgreSQL connection string cannot be read. It looks like \"Host=…;Database=…;Username=…;Password=…\".",
                nameof(connectionString));
        }

        return string.IsNullOrWhiteSpace(parsed.Host)
            ? throw new ArgumentException(
                "The PostgreSQL connection string names no host. It looks like \"Host=…;Database=…;Username=…;Password=…\".",
                nameof(connectionString))
            : new(
                OAuthDatabaseKind.PostgreSql,
                connectionString,
                $"the PostgreSQL database {parsed.Database ?? parsed.Username} at {parsed.Host}:{parsed.Port}");
    }

    public override string ToString() => Description;
}
