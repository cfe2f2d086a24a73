using Atom.OAuth.IntegrationHub.Hub;

namespace Atom.OAuth.IntegrationHub.Integrations;

/// <summary>
/// Slack: messages of the channels that the app was invited to, newest first, by cursor. Internal and marketplace apps read 999 per page,
/// 50 pages per minute; other apps installed since 2025-05-29 read 15 per page, one page per minute (AppType "unlisted").
/// </summary>
internal sealed class Slack(HttpClient http) : HistorySource(http, "Slack")
{
    public static void Add(HubBuilder hub)
        => hub.AddConnection("slack", "Messages of the channels that the app is in", "channels:read", "channels:history").AddHistory<Slack>("slack");

    protected override async Task<IReadOnlyList<string>> ContainersAsync(HistoryCall call)
    {
        const string List = "https://slack.com/api/conversations.list?exclude_archived=true&limit=999";
        return (await call.ListAsync(List, "channels", "response_metadata/next_cursor", next => $"{List}&cursor={next}")).Where(channel => channel.Is("is_member")).Ids("id");
    }

    protected override async Task<HistoricalSyncPage> PageAsync(HistoryCall call)
    {
        var page = await call.GetAsync(
            $"https://slack.com/api/conversations.history?channel={call.Container}&inclusive=true&oldest={call.Window.From.ToUnixTimeSeconds()}"
            + $"&latest={call.Window.To.ToUnixTimeSeconds() + 1}&limit={call.PageSize}&cursor={call.Cursor}");
        return call.Page(page.Items("messages"), "ts", "ts", page.Text("response_metadata/next_cursor"));
    }
}
