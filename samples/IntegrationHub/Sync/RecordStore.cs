using System.Globalization;
using Atom.OAuth.Storage;

namespace Atom.OAuth.IntegrationHub.Sync;

/// <summary>A record as displayed on the page.</summary>
internal sealed record StoredRecord(string Id, string Title, DateTimeOffset? At);

/// <summary>The fetched records, in the application's database.</summary>
internal sealed class RecordStore(OAuthDatabase database) : IHostedService
{
    public static readonly OAuthSchema Schema = new(
        "hub",
        static _ => """
            CREATE TABLE hub_records (
                tenant_id TEXT NOT NULL, connection_id VARCHAR(64) NOT NULL, record_id TEXT NOT NULL, integration_id VARCHAR(64) NOT NULL,
                title TEXT NOT NULL, occurred_at BIGINT NULL, PRIMARY KEY (tenant_id, connection_id, record_id))
            """);

    public async Task StartAsync(CancellationToken cancellationToken) => await database.EnsureAsync(Schema, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Gets the newest records of a connection.</summary>
    public async Task<IReadOnlyList<StoredRecord>> NewestAsync(string tenantId, string connectionId, int count, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QueryAsync(
            null,
            "SELECT record_id, title, occurred_at FROM hub_records WHERE tenant_id = @tenant AND connection_id = @connection ORDER BY occurred_at DESC, record_id LIMIT @count",
            static row => new StoredRecord(
                row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2))),
            cancellationToken,
            ("tenant", tenantId),
            ("connection", connectionId),
            ("count", count));
    }

    /// <summary>Counts the records of a connection.</summary>
    public async Task<long> CountAsync(string tenantId, string connectionId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var count = await connection.ScalarAsync(
            null,
            "SELECT COUNT(*) FROM hub_records WHERE tenant_id = @tenant AND connection_id = @connection",
            cancellationToken,
            ("tenant", tenantId),
            ("connection", connectionId));
        return Convert.ToInt64(count, CultureInfo.InvariantCulture);
    }
}
