namespace Atom.OAuth.State;

/// <summary>The SQL statements, in the common dialect of SQLite and PostgreSQL. Each is atomic.</summary>
internal sealed class RelationalStateSql
{
    // With the index suffix, it stays within PostgreSQL's limit of 63 bytes.
    private const int LongestName = 48;

    public RelationalStateSql(string tableName)
    {
        if (tableName is not { Length: > 0 and <= LongestName } || tableName[0] is >= '0' and <= '9' || !tableName.All(IsNameCharacter))
        {
            throw new ArgumentException(
                $"The table's name has to be a letter or underscore and up to {LongestName - 1} letters, digits and underscores of ASCII.",
                nameof(tableName));
        }

        // Quoted, so that the name may be an SQL keyword and keeps its case.
        var table = $"\"{tableName}\"";
        Probe = $"SELECT 1 FROM {table} WHERE 1 = 0";
        CreateTable = $"CREATE TABLE IF NOT EXISTS {table} (entry_key VARCHAR(64) NOT NULL PRIMARY KEY, entry_value TEXT NOT NULL, expires_at BIGINT NOT NULL)";
        CreateIndex = $"CREATE INDEX IF NOT EXISTS \"{tableName}_expires_at\" ON {table} (expires_at)";
        Insert = $"INSERT INTO {table} (entry_key, entry_value, expires_at) VALUES (@key, @value, @time) ON CONFLICT (entry_key) DO NOTHING";
        Select = $"SELECT entry_value FROM {table} WHERE entry_key = @key";
        Update = $"UPDATE {table} SET entry_value = @value WHERE entry_key = @key";
        Prune = $"DELETE FROM {table} WHERE expires_at <= @time";
    }

    public string Probe { get; }

    public string CreateTable { get; }

    public string CreateIndex { get; }

    public string Insert { get; }

    public string Select { get; }

    public string Update { get; }

    public string Prune { get; }

    private static bool IsNameCharacter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_';
}
