using Atom.OAuth.IntegrationHub.Hub;

namespace Atom.OAuth.IntegrationHub.Integrations;

/// <summary>
/// Notion: pages of the data sources that the user shared, 100 per page, 3 calls per second. A query returns at most 10,000 rows, and
/// reports that in <c>request_status</c> only; then the window is split.
/// </summary>
internal sealed class Notion(HttpClient http) : HistorySource(http, "Notion")
{
    public static void Add(HubBuilder hub) => hub.AddConnection("notion", "Pages of the databases that you share").AddHistory<Notion>("notion");

    protected override async Task<IReadOnlyList<string>> ContainersAsync(HistoryCall call)
        => (await HistoryCall.ListAsync(
            next => call.PostAsync("https://api.notion.com/v1/search", new { filter = new { property = "object", value = "data_source" }, start_cursor = next }), "results", "next_cursor")).Ids("id");

    protected override async Task<HistoricalSyncPage> PageAsync(HistoryCall call)
    {
        object[] between = [new { timestamp = "created_time", created_time = new { on_or_after = call.From } }, new { timestamp = "created_time", created_time = new { before = call.To } }];
        var page = await call.PostAsync(
            $"https://api.notion.com/v1/data_sources/{call.Container}/query", new { filter = new { and = between }, page_size = 100, start_cursor = call.Cursor });
        return call.Page(page.Items("results"), "id", "created_time", page.Text("next_cursor"), page.Text("request_status/type") == "incomplete");
    }
}
