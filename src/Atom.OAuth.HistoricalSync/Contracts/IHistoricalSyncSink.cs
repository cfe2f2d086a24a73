using System.Data.Common;

namespace Atom.OAuth;

/// <summary>Stores the records. They are written before the checkpoint, so a batch may be repeated, with the same key.</summary>
/// <remarks>
/// It is resolved in a new scope for each run of a sync. A process that stalls, for example because its machine is suspended, may write
/// one batch late, after another process has taken over the sync and written the same batch: the late one has the same key and records, and
/// its checkpoint is rejected. To rule that out, implement <see cref="IHistoricalSyncTransactionalSink"/>, whose records are rolled back with it.
/// </remarks>
public interface IHistoricalSyncSink
{
    /// <summary>Writes a batch. The records must be durable when it returns.</summary>
    /// <param name="batch">The batch. Writing one with the same <see cref="HistoricalSyncBatch.Key"/> again must have no effect.</param>
    /// <param name="cancellationToken">
    /// Cancelled when another process has taken over the sync, but not when the application stops: a batch is completed first.
    /// </param>
    ValueTask WriteAsync(HistoricalSyncBatch batch, CancellationToken cancellationToken);
}

/// <summary>A sink that writes to the ledger's own database: records and checkpoint are committed together, so no batch is repeated.</summary>
public interface IHistoricalSyncTransactionalSink
{
    /// <summary>
    /// Writes a batch within the transaction of its checkpoint. Do not commit or roll back, and do nothing that a rollback cannot undo.
    /// </summary>
    /// <param name="batch">The batch.</param>
    /// <param name="transaction">The transaction, with its connection: <c>SqliteTransaction</c> or <c>NpgsqlTransaction</c>.</param>
    /// <param name="cancellationToken">Cancelled when another process has taken over the sync.</param>
    ValueTask WriteAsync(HistoricalSyncBatch batch, DbTransaction transaction, CancellationToken cancellationToken);
}
