using System.Globalization;
using Npgsql;

namespace Atom.OAuth.IntegrationHub.Benchmarks;

/// <summary>What the hub has stored, read past the hub.</summary>
internal sealed class HubDatabase(string connectionString) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(connectionString);

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    public async Task<HashSet<string>> ConnectionsAsync()
    {
        HashSet<string> ids = new(StringComparer.Ordinal);
        await using var command = _source.CreateCommand("SELECT connection_id FROM atom_oauth_connections");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            ids.Add(reader.GetString(0));
        }

        return ids;
    }

    /// <summary>Connections that no sync in the ledger is of.</summary>
    public Task<long> WithoutSyncAsync()
        => CountAsync("SELECT COUNT(*) FROM atom_oauth_connections c WHERE NOT EXISTS (SELECT 1 FROM atom_oauth_sync s WHERE s.connection = c.connection_id)");

    public Task<long> SyncsAsync() => CountAsync("SELECT COUNT(*) FROM atom_oauth_sync");

    public Task<long> OpenSyncsAsync() =>
        CountAsync("SELECT COUNT(*) FROM atom_oauth_sync WHERE state NOT IN ('completed', 'failed', 'needs_reauthorization')");

    public Task<long> CompletedSyncsAsync() => CountAsync("SELECT COUNT(*) FROM atom_oauth_sync WHERE state = 'completed'");

    public Task<long> OpenWindowsAsync() => CountAsync("SELECT COUNT(*) FROM atom_oauth_sync_window WHERE state = 'open'");

    public Task<long> RecordsAsync() => CountAsync("SELECT COUNT(*) FROM hub_records");

    private async Task<long> CountAsync(string sql)
    {
#pragma warning disable CA2100 // Constants of this class.
        await using var command = _source.CreateCommand(sql);
#pragma warning restore CA2100
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
