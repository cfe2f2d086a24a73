using System.Data.Common;
using Atom.OAuth.Storage;

namespace Atom.OAuth.IntegrationHub.Sync;

/// <summary>Writes records in the transaction of their checkpoint. A repeated record replaces the stored one.</summary>
internal sealed class RecordSink : IHistoricalSyncTransactionalSink
{
    public async ValueTask WriteAsync(HistoricalSyncBatch batch, DbTransaction transaction, CancellationToken cancellationToken)
    {
        foreach (var record in batch.Records)
        {
            await transaction.ExecuteAsync(
                """
                INSERT INTO hub_records (tenant_id, connection_id, record_id, integration_id, title, occurred_at)
                VALUES (@tenant, @connection, @record, @integration, @title, @at)
                ON CONFLICT (tenant_id, connection_id, record_id) DO UPDATE SET title = excluded.title, occurred_at = excluded.occurred_at
                """,
                cancellationToken,
                ("tenant", batch.Connection.TenantId ?? string.Empty),
                ("connection", batch.Connection.ConnectionId),
                ("record", record.Id),
                ("integration", batch.Connection.IntegrationId),
                ("title", RecordTitle.Of(record)),
                ("at", record.OccurredAt?.ToUnixTimeMilliseconds()));
        }
    }
}
