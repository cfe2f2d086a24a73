using System.Text.Json;
using Atom.OAuth.IntegrationHub.Hub;

namespace Atom.OAuth.IntegrationHub.Integrations;

/// <summary>
/// monday.com: items of the boards, 500 per page, by cursor. A free account has 200 calls per day, so everything is read as one window.
/// </summary>
internal sealed class Monday(HttpClient http) : HistorySource(http, "monday.com")
{
    private const string Fields = "{ cursor items { id name created_at } }";

    public static void Add(HubBuilder hub)
        => hub.AddConnection("monday", "Items of your boards", "boards:read", "me:read").AddHistory<Monday>("monday", isOneWindow: true);

    protected override async Task<IReadOnlyList<string>> ContainersAsync(HistoryCall call) => (await QueryAsync(call, "{ boards(limit: 500) { id } }")).Items("data/boards").Ids("id");

    protected override async Task<HistoricalSyncPage> PageAsync(HistoryCall call)
    {
        var page = call.Cursor is null
            ? (await QueryAsync(call, "query ($board: ID!) { boards(ids: [$board]) { items_page(limit: 500) " + Fields + " } }")).Find("data/boards/0/items_page") ?? default
            : (await QueryAsync(call, "query ($cursor: String!) { next_items_page(limit: 500, cursor: $cursor) " + Fields + " }")).Find("data/next_items_page") ?? default;
        return call.Page(page.Items("items"), "id", "created_at", page.Text("cursor"));
    }

    private static Task<JsonElement> QueryAsync(HistoryCall call, string query)
        => call.PostAsync("https://api.monday.com/v2", new { query, variables = new { board = call.Container, cursor = call.Cursor } });
}
