using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.Sync;

/// <summary>The exception for a sink that failed to write a batch.</summary>
internal sealed class SinkFailedException(Exception innerException) : Exception("The sink failed.", innerException);

/// <summary>Writes a batch and its checkpoint: the records first, or both in one transaction if the sink is transactional.</summary>
internal sealed class BatchWriter(IServiceProvider services, LedgerRuns ledger)
{
    private readonly IHistoricalSyncTransactionalSink? _transactional = services.GetService<IHistoricalSyncTransactionalSink>();
    private readonly IHistoricalSyncSink? _sink = services.GetService<IHistoricalSyncSink>();

    /// <summary>Writes a batch.</summary>
    /// <returns>The requested control, if any.</returns>
    /// <exception cref="SinkFailedException">The sink threw; nothing was acknowledged.</exception>
    /// <exception cref="LeaseLostException">Another run has taken over the sync.</exception>
    public async Task<SyncTrigger?> WriteAsync(SyncRow run, WindowRow window, HistoricalSyncPage page, Checkpoint checkpoint, CancellationToken lease)
    {
        HistoricalSyncBatch batch = new(run.ToConnection(), run.Kind, run.Generation, window.Window, window.Pass, window.Position, page.Records);
        return await WriteAsync(run, batch, checkpoint, lease).ConfigureAwait(false);
    }

    /// <inheritdoc cref="WriteAsync(SyncRow, WindowRow, HistoricalSyncPage, Checkpoint, CancellationToken)"/>
    public async Task<SyncTrigger?> WriteAsync(SyncRow run, HistoricalSyncBatch batch, Checkpoint checkpoint, CancellationToken lease)
    {
        if (batch.Records.Count == 0)
        {
            return await ledger.CheckpointAsync(run, checkpoint, null, lease).ConfigureAwait(false);
        }

        if (_transactional is not null)
        {
            return await ledger.CheckpointAsync(
                run,
                checkpoint,
                (transaction, token) => GuardAsync(() => _transactional.WriteAsync(batch, transaction, token), token),
                lease).ConfigureAwait(false);
        }

        lease.ThrowIfCancellationRequested();
        await GuardAsync(() => _sink!.WriteAsync(batch, lease), lease).ConfigureAwait(false);
        return await ledger.CheckpointAsync(run, checkpoint, null, lease).ConfigureAwait(false);
    }

    /// <summary>
    /// Wraps exceptions of the sink. Database outages are not wrapped: they are not the sink's fault, and the transaction is repeated.
    /// </summary>
    private static async Task GuardAsync(Func<ValueTask> write, CancellationToken lease)
    {
        try
        {
            await write().ConfigureAwait(false);
        }
        catch (Exception exception) when (!LedgerErrors.IsOutage(exception) && !lease.IsCancellationRequested)
        {
            throw new SinkFailedException(exception);
        }
    }
}
