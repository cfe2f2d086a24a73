namespace Atom.OAuth;

/// <summary>The records of one page, on their way to the sink.</summary>
/// <remarks>
/// A batch that was written and not yet acknowledged when a process died comes again, with the same <see cref="Key"/>. What is not in
/// any batch was not seen, which does not mean that it was deleted at the provider.
/// </remarks>
public sealed class HistoricalSyncBatch
{
    internal HistoricalSyncBatch(
        HistoricalSyncConnection connection,
        string kind,
        int generation,
        HistoricalSyncWindow window,
        int pass,
        long position,
        IReadOnlyList<HistoricalSyncRecord> records)
    {
        Connection = connection;
        Kind = kind;
        Generation = generation;
        Window = window;
        Pass = pass;
        Position = position;
        Records = records;
    }

    /// <summary>Gets the connection.</summary>
    public HistoricalSyncConnection Connection { get; }

    /// <summary>Gets what was fetched, where an integration has several histories.</summary>
    public string Kind { get; }

    /// <summary>Gets the number of the sync of this connection, from 1: a reconnect that fetches a gap has the next one.</summary>
    public int Generation { get; }

    /// <summary>Gets the window.</summary>
    public HistoricalSyncWindow Window { get; }

    /// <summary>Gets how often the window was begun anew because its cursor had expired: 0 as a rule. A new pass brings records again.</summary>
    public int Pass { get; }

    /// <summary>Gets the number of the page within the window and pass, from 0.</summary>
    public long Position { get; }

    /// <summary>Gets the records, at least one.</summary>
    public IReadOnlyList<HistoricalSyncRecord> Records { get; }

    /// <summary>
    /// Gets the key by which a sink recognizes a repeat: tenant, integration, connection, kind, generation, window, pass and position.
    /// </summary>
    public string Key => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Owner}:{Part(Kind)}:{Generation}:{Window}:{Pass}.{Position}");

    private string Owner => $"{Part(Connection.TenantId)}:{Part(Connection.IntegrationId)}:{Part(Connection.ConnectionId)}";

    /// <summary>Escapes the separator, so that no two batches can have one key. A missing tenant is empty, which no tenant's id can be.</summary>
    private static string Part(string? id)
        => id is null ? string.Empty : id.Replace("%", "%25", StringComparison.Ordinal).Replace(":", "%3A", StringComparison.Ordinal);
}
