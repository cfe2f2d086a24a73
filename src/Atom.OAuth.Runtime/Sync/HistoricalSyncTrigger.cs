using Atom.OAuth.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atom.OAuth.Sync;

/// <summary>Validates the request, starts it with a timeout, counts the outcome. Never throws, because the connection is already saved.</summary>
internal sealed class HistoricalSyncTrigger(
    HistoricalSyncLauncher launcher,
    TimeProvider time,
    IEnumerable<IPushedHistorySupport>? pushed = null,
    ILogger<HistoricalSyncTrigger>? logger = null) : IHistoricalSyncTrigger
{
    public async Task<HistoricalSyncOutcome> TriggerHistoricalSyncOnConnectionAsync(
        string integrationId,
        string userId,
        string? tenantId,
        int syncMonths = 3,
        string? connectionId = null)
    {
        var provider = string.IsNullOrWhiteSpace(integrationId) ? null : OAuthProviders.Find(integrationId);
        var outcome = await TriggerAsync(provider, integrationId, userId, tenantId, syncMonths, connectionId).ConfigureAwait(false);
        Telemetry.CountSyncTrigger(provider, outcome.Status);
        return outcome;
    }

    private async Task<HistoricalSyncOutcome> TriggerAsync(
        OAuthProvider? provider, string integrationId, string userId, string? tenantId, int syncMonths, string? connectionId)
    {
        if (HistoricalSyncRequest.Problem(integrationId, userId, tenantId, syncMonths) is var (parameter, problem))
        {
            SyncLog.NotARequest(logger ?? NullLogger<HistoricalSyncTrigger>.Instance, integrationId, parameter, problem);
            return HistoricalSyncOutcome.Failed(problem);
        }

        if (provider?.History.Value == OAuthHistoryAccess.PushOnly)
        {
            try
            {
                if (pushed?.Any(support => support.Supports(integrationId)) != true)
                {
                    return HistoricalSyncOutcome.NotSupported(provider.Name);
                }
            }
            catch (Exception exception)
            {
                // The application's code: its exception must affect neither the saved connection, nor be mistaken for "there is no history".
                SyncLog.SupportFailed(logger ?? NullLogger<HistoricalSyncTrigger>.Instance, integrationId, exception);
                return HistoricalSyncOutcome.Failed($"Whether {provider.Name} sends its history could not be found out.");
            }
        }

        return await launcher.LaunchAsync(new(integrationId, userId, tenantId, time.GetUtcNow(), syncMonths, connectionId)).ConfigureAwait(false);
    }
}
