using System.Collections.Concurrent;

namespace Atom.OAuth.HistoricalSync.Tests.Support;

/// <summary>What arrived.</summary>
internal sealed class Store
{
    public ConcurrentQueue<HistoricalSyncBatch> Batches { get; } = new();

    /// <summary>Gets or sets what happens before a batch is kept.</summary>
    public Func<HistoricalSyncBatch, CancellationToken, ValueTask> Before { get; set; } = static (_, _) => default;

    public string[] Ids => [.. Batches.SelectMany(batch => batch.Records).Select(record => record.Id)];

    public string[] IdsOf(string connectionId)
        => [.. Batches.Where(batch => batch.Connection.ConnectionId == connectionId).SelectMany(batch => batch.Records).Select(record => record.Id)];
}

/// <summary>The sink: it keeps everything in the test's store.</summary>
internal sealed class StoreSink(Store store) : IHistoricalSyncSink
{
    public async ValueTask WriteAsync(HistoricalSyncBatch batch, CancellationToken cancellationToken)
    {
        await store.Before(batch, cancellationToken);
        store.Batches.Enqueue(batch);
    }
}
