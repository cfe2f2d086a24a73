using Atom.OAuth.Diagnostics;

namespace Atom.OAuth.Sync;

/// <summary>The trigger: checks the request, starts it within a bound, counts the outcome.</summary>
internal sealed class HistoricalSyncTrigger(HistoricalSyncLauncher launcher, TimeProvider time) : IHistoricalSyncTrigger
{
    public async Task<HistoricalSyncOutcome> TriggerHistoricalSyncOnConnectionAsync(
        string integrationId,
        string userId,
        string? tenantId,
        int syncMonths = 3,
        string? connectionId = null)
    {
        HistoricalSyncRequest request = new(integrationId, userId, tenantId, time.GetUtcNow(), syncMonths, connectionId);
        OAuthProvider? provider = OAuthProviders.Find(integrationId);
        HistoricalSyncOutcome outcome = provider?.History.Value == OAuthHistoryAccess.PushOnly
            ? HistoricalSyncOutcome.NotSupported(provider.Name)
            : await launcher.LaunchAsync(request).ConfigureAwait(false);
        Telemetry.CountSyncTrigger(provider, outcome.Status);
        return outcome;
    }
}
