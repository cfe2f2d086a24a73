using System.Text.Json;
using Atom.OAuth.IntegrationHub.Hub;

namespace Atom.OAuth.IntegrationHub.Integrations;

/// <summary>Trello: the actions of the person's boards, newest first, 1,000 a page, each page before the last one's id; 100 calls in 10 seconds for a token.</summary>
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
