namespace Atom.OAuth.Sync;

/// <summary>Applies changes of a connection to its syncs: without the connection they end, with a new authorization they continue.</summary>
internal sealed class ConnectionObserver(LedgerQueries queries, LedgerPhones phones, HistoricalSyncs syncs) : IOAuthConnectionObserver
{
    public async ValueTask OnConnectionChangedAsync(OAuthConnectionChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        (var Trigger, var Goal) = change.Kind switch
        {
            OAuthConnectionChangeKind.Disconnected => (SyncTrigger.Cancel, HistoricalSyncState.Cancelled),
            OAuthConnectionChangeKind.ReauthorizationRequired => (SyncTrigger.LoseAuthorization, HistoricalSyncState.NeedsReauthorization),
            _ => (SyncTrigger.Reconnect, HistoricalSyncState.Pending),
        };
        var tenant = LedgerText.Tenant(change.TenantId);
        if (change.Kind == OAuthConnectionChangeKind.Disconnected && change.IntegrationId == WhatsAppHistoryInbox.IntegrationId)
        {
            await phones.ForgetAsync(tenant, change.ConnectionId, cancellationToken).ConfigureAwait(false);
        }

        var rows = await queries.OfConnectionAsync(
            tenant, change.IntegrationId, change.ConnectionId, cancellationToken).ConfigureAwait(false);
        foreach (var row in rows)
        {
            // A reconnect also starts a sync, which handles syncs that have ended.
            var isMeant = !SyncTransitions.IsEnd(row.State)
                && (Trigger != SyncTrigger.Reconnect || row.State == HistoricalSyncState.NeedsReauthorization);
            if (isMeant && !(row.State == HistoricalSyncState.Running && Trigger == SyncTrigger.LoseAuthorization))
            {
                await syncs.ControlAsync(change.TenantId, row.Id, Trigger, Goal, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
