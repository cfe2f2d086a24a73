using System.Text.Json;
using Atom.OAuth.IntegrationHub.Hub;

namespace Atom.OAuth.IntegrationHub.Integrations;

/// <summary>
/// Trello: actions on the user's boards, newest first, 1,000 per page, each page before the last one's id; 100 calls per 10 seconds and token.
/// </summary>
internal sealed class Trello(HttpClient http) : HistorySource(http, "Trello")
{
    public static void Add(HubBuilder hub)
        => hub.AddConnection("trello", "Activity on your boards", "read:board:trello", "read:member:trello").AddHistory<Trello>("trello");

    protected override async Task<IReadOnlyList<string>> ContainersAsync(HistoryCall call)
        => (await call.GetAsync("https://api.trello.com/1/members/me/boards?fields=id")).Items().Ids("id");

    protected override async Task<HistoricalSyncPage> PageAsync(HistoryCall call)
    {
        JsonElement[] page = [.. (await call.GetAsync($"https://api.trello.com/1/boards/{call.Container}/actions?limit=1000&since={call.From}&before={call.Cursor ?? call.To}")).Items()];
        return call.Page(page, "id", "date", page.LastOrDefault().Text("id"));
    }
}
