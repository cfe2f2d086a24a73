using System.Collections.Concurrent;
using System.Data.Common;
using Atom.OAuth.Storage;

namespace Atom.OAuth.HistoricalSync.Tests.Support;

/// <summary>The batches that arrived.</summary>
internal sealed class Store
{
    public ConcurrentQueue<HistoricalSyncBatch> Batches { get; } = new();

    /// <summary>Gets or sets what happens before a batch is stored.</summary>
    public Func<HistoricalSyncBatch, CancellationToken, ValueTask> Before { get; set; } = static (_, _) => default;

    /// <summary>Stores a batch, unless one with the same key was stored in a transaction that was rolled back.</summary>
    public void Replace(HistoricalSyncBatch batch)
    {
        if (!Batches.Any(kept => kept.Key == batch.Key))
        {
            Batches.Enqueue(batch);
        }
    }

    public string[] Ids => [.. Batches.SelectMany(batch => batch.Records).Select(record => record.Id)];

    public string[] IdsOf(string connectionId)
        => [.. Batches.Where(batch => batch.Connection.ConnectionId == connectionId).SelectMany(batch => batch.Records).Select(record => record.Id)];
}

/// <summary>The sink, which stores everything in the test's store.</summary>
internal sealed class StoreSink(Store store) : IHistoricalSyncSink
{
    public async ValueTask WriteAsync(HistoricalSyncBatch batch, CancellationToken cancellationToken)
    {
        await store.Before(batch, cancellationToken);
        store.Batches.Enqueue(batch);
    }
}

/// <summary>A sink in the ledger's database, which writes keys to a table in the transaction of the checkpoint.</summary>
internal sealed class StoreTransactionalSink(Store store) : IHistoricalSyncTransactionalSink
{
    public async ValueTask WriteAsync(HistoricalSyncBatch batch, DbTransaction transaction, CancellationToken cancellationToken)
    {
        await transaction.ExecuteAsync("CREATE TABLE IF NOT EXISTS arrived (batch TEXT NOT NULL PRIMARY KEY)", cancellationToken);
        await transaction.ExecuteAsync("INSERT INTO arrived (batch) VALUES (@batch)", cancellationToken, ("batch", batch.Key));

        // A batch from a transaction that was rolled back is replaced by the committed one.
        store.Replace(batch);
    }
}
