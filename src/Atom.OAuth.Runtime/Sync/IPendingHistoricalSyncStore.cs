namespace Atom.OAuth;

/// <summary>Stores the syncs that were requested but are not known to have started.</summary>
/// <remarks>The default implementation loses them when the process ends. A persistent store does not.</remarks>
public interface IPendingHistoricalSyncStore
{
    /// <summary>Stores a request. Only the latest request per tenant, integration and connection is kept.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancelled when the caller stops waiting.</param>
    /// <exception cref="InvalidOperationException">The store is full.</exception>
    ValueTask AddAsync(HistoricalSyncRequest request, CancellationToken cancellationToken);

    /// <summary>Removes a request that was started. Does nothing if it is not stored, or has been replaced by a later one.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancelled when the caller stops waiting.</param>
    ValueTask RemoveAsync(HistoricalSyncRequest request, CancellationToken cancellationToken);

    /// <summary>Lists the requests, oldest first.</summary>
    /// <param name="max">How many to list at most.</param>
    /// <param name="cancellationToken">Cancelled when the application stops.</param>
    ValueTask<IReadOnlyList<HistoricalSyncRequest>> ListAsync(int max, CancellationToken cancellationToken);
}
