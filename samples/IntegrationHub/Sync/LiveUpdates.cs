using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Atom.OAuth.IntegrationHub.Hub;

namespace Atom.OAuth.IntegrationHub.Sync;

/// <summary>
/// A single stream for all syncs of the user: a browser opens at most six connections to a server, and the page shows thirteen integrations.
/// </summary>
internal static class LiveUpdates
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public static IResult Stream(HttpContext http, IHistoricalSyncs syncs, IReadOnlyList<HubIntegration> integrations, TimeProvider time)
        => TypedResults.ServerSentEvents(EventsAsync(HubApp.Of(http.User), syncs, integrations, time, http.RequestAborted));

    private static async IAsyncEnumerable<SseItem<SyncText>> EventsAsync(
        (string TenantId, string UserId) user,
        IHistoricalSyncs syncs,
        IReadOnlyList<HubIntegration> integrations,
        TimeProvider time,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var names = integrations.ToDictionary(integration => integration.Id, integration => integration.Name);
        Dictionary<string, SyncText> sent = [];
        while (!cancellationToken.IsCancellationRequested)
        {
            foreach (var sync in await syncs.ListAsync(user.TenantId, new HistoricalSyncQuery { UserId = user.UserId }, cancellationToken))
            {
                var text = SyncText.Of(sync, names.GetValueOrDefault(sync.Connection.IntegrationId, sync.Connection.IntegrationId), time);
                if (sent.GetValueOrDefault(sync.Id) != text)
                {
                    sent[sync.Id] = text;
                    yield return new(text, "sync");
                }
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }
}
