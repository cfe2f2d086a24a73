namespace Atom.OAuth;

/// <summary>The records of one page, passed to the sink.</summary>
/// <remarks>
/// If a process crashes after a batch was written but before it was acknowledged, the batch is written again with the same <see cref="Key"/>.
/// A record that is in no batch was not seen, which does not mean that it was deleted at the provider.
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

    /// <summary>Gets the kind of history, if an integration has several.</summary>
    public string Kind { get; }

    /// <summary>Gets the number of the connection's sync, from 1: a reconnect that fetches a gap increases it.</summary>
    public int Generation { get; }

    /// <summary>Gets the window.</summary>
    public HistoricalSyncWindow Window { get; }

    /// <summary>Gets how often the window was restarted because its cursor had expired, usually 0. A new pass repeats records.</summary>
    public int Pass { get; }

    /// <summary>Gets the index of the page within the window and pass, from 0.</summary>
    public long Position { get; }

    /// <summary>Gets the records, at least one.</summary>
    public IReadOnlyList<HistoricalSyncRecord> Records { get; }

    /// <summary>
    /// Gets the key by which a sink recognizes a repeated batch: tenant, integration, connection, kind, generation, window, pass and position.
    /// </summary>
    public string Key => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Owner}:{Part(Kind)}:{Generation}:{Window}:{Pass}.{Position}");

    private string Owner => $"{Part(Connection.TenantId)}:{Part(Connection.IntegrationId)}:{Part(Connection.ConnectionId)}";

    /// <summary>Escapes the separator, so that keys are unique. A missing tenant is empty, which a tenant's id cannot be.</summary>
    private static string Part(string? id)
        => id is null ? string.Empty : id.Replace("%", "%25", StringComparison.Ordinal).Replace(":", "%3A", StringComparison.Ordinal);
}
