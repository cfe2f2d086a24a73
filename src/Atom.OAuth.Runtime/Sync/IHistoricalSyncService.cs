namespace Atom.OAuth;

/// <summary>Runs the historical syncs that the trigger starts. Implement it on top of your job engine, or use a package that does.</summary>
public interface IHistoricalSyncService
{
    /// <summary>Starts a sync. Returns once the sync is certain to run, not when it has finished.</summary>
    /// <remarks>
    /// The same request may arrive more than once: from a duplicate callback, or because a start was repeated when
    /// its first answer was late. Use <see cref="HistoricalSyncRequest.TenantId"/>, <see cref="HistoricalSyncRequest.IntegrationId"/>
    /// and <see cref="HistoricalSyncRequest.ConnectionId"/> to decide whether it is already running. For a connection synced before, fetch the gap.
    /// </remarks>
    /// <param name="request">What to sync.</param>
    /// <param name="cancellationToken">Cancelled when the trigger stops waiting. It is independent of the browser's request.</param>
    /// <returns>The outcome.</returns>
    ValueTask<HistoricalSyncStart> StartAsync(HistoricalSyncRequest request, CancellationToken cancellationToken);
}
