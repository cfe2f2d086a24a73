namespace Atom.OAuth;

/// <summary>Runs historical syncs: what the trigger starts. Implement it over your job engine, or add a package that does.</summary>
public interface IHistoricalSyncService
{
    /// <summary>Starts a sync. It returns when the sync is sure to run, not when it is done.</summary>
    /// <remarks>
    /// The same request may come more than once: from a callback that is called twice, and from a start that is repeated because
    /// its first answer was late. Decide by <see cref="HistoricalSyncRequest.TenantId"/>, <see cref="HistoricalSyncRequest.IntegrationId"/>
    /// and <see cref="HistoricalSyncRequest.ConnectionId"/> whether it runs already. For a connection that was synced before, fetch the gap.
    /// </remarks>
    /// <param name="request">What to sync.</param>
    /// <param name="cancellationToken">Cancelled when the trigger waits no longer. It has nothing to do with the browser's request.</param>
    /// <returns>What became of it.</returns>
    ValueTask<HistoricalSyncStart> StartAsync(HistoricalSyncRequest request, CancellationToken cancellationToken);
}
