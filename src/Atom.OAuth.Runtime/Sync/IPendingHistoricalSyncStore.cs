namespace Atom.OAuth;

/// <summary>Keeps the syncs that were asked for and are not known to have started.</summary>
/// <remarks>The default keeps them in memory, for the life of the process. A store that outlives it loses none.</remarks>
public interface IPendingHistoricalSyncStore
{
    /// <summary>Records a request. One request is kept for a tenant, integration and connection: the last.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits any longer.</param>
    /// <exception cref="InvalidOperationException">The store is full.</exception>
    ValueTask AddAsync(HistoricalSyncRequest request, CancellationToken cancellationToken);

    /// <summary>Forgets a request that was started. Nothing happens when it is not there, or when a later one took its place.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits any longer.</param>
    ValueTask RemoveAsync(HistoricalSyncRequest request, CancellationToken cancellationToken);

    /// <summary>Lists the requests, oldest first.</summary>
    /// <param name="max">How many to list at most.</param>
    /// <param name="cancellationToken">Cancelled when the application stops.</param>
    ValueTask<IReadOnlyList<HistoricalSyncRequest>> ListAsync(int max, CancellationToken cancellationToken);
}
