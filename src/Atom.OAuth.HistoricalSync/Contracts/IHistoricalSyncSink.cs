using System.Data.Common;

namespace Atom.OAuth;

/// <summary>Takes the records. They are written first, then the checkpoint: a batch may come again, with the same key.</summary>
/// <remarks>
/// It is resolved in a scope of its own for each turn of a sync. A process that stalls, for example one whose machine is suspended, may
/// hand over one batch late, after another process has taken the sync and written the same batch: it has the same key and the same records, and its
/// checkpoint is refused. A sink that must not see that is an <see cref="IHistoricalSyncTransactionalSink"/>, whose records are rolled back with it.
/// </remarks>
public interface IHistoricalSyncSink
{
    /// <summary>Writes a batch. When it returns, the records are safe.</summary>
    /// <param name="batch">The batch. Writing one with the same <see cref="HistoricalSyncBatch.Key"/> twice has to make no difference.</param>
    /// <param name="cancellationToken">
    /// Cancelled when the process has lost the sync to another one; not when it stops, for a batch is finished first.
    /// </param>
    ValueTask WriteAsync(HistoricalSyncBatch batch, CancellationToken cancellationToken);
}

/// <summary>A sink that writes to the ledger's own database: records and checkpoint are committed together, so that no batch comes twice.</summary>
public interface IHistoricalSyncTransactionalSink
{
    /// <summary>
    /// Writes a batch within the transaction of its checkpoint. Neither commit nor roll back, and do nothing that a rollback cannot undo.
    /// </summary>
    /// <param name="batch">The batch.</param>
    /// <param name="transaction">The transaction, with its connection: <c>SqliteTransaction</c> or <c>NpgsqlTransaction</c>.</param>
    /// <param name="cancellationToken">Cancelled when the process has lost the sync to another one.</param>
    ValueTask WriteAsync(HistoricalSyncBatch batch, DbTransaction transaction, CancellationToken cancellationToken);
}
