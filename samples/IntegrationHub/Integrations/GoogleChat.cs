using Atom.OAuth.IntegrationHub.Hub;

namespace Atom.OAuth.IntegrationHub.Integrations;

/// <summary>
/// Google Chat: messages of the user's spaces, 1,000 per page, 900 reads per minute and space. How far back depends on the organisation's retention.
/// </summary>
internal sealed class GoogleChat(HttpClient http) : HistorySource(http, "Google Chat")
{
    private const string Scope = "https://www.googleapis.com/auth/chat.";

    public static void Add(HubBuilder hub)
        => hub.AddConnection("google-chat", "Messages of your spaces", "openid", Scope + "spaces.readonly", Scope + "messages.readonly").AddHistory<GoogleChat>("google-chat");

    protected override async Task<IReadOnlyList<string>> ContainersAsync(HistoryCall call)
        => (await call.ListAsync("https://chat.googleapis.com/v1/spaces?pageSize=1000", "spaces", "nextPageToken", next => $"https://chat.googleapis.com/v1/spaces?pageSize=1000&pageToken={next}")).Ids("name");

    protected override async Task<HistoricalSyncPage> PageAsync(HistoryCall call)
    {
        var filter = Uri.EscapeDataString($"createTime > \"{call.Window.From.AddMilliseconds(-1):O}\" AND createTime < \"{call.To}\"");
        var page = await call.GetAsync($"https://chat.googleapis.com/v1/{call.Container}/messages?pageSize=1000&filter={filter}&pageToken={call.Cursor}");
        return call.Page(page.Items("messages"), "name", "createTime", page.Text("nextPageToken"));
    }
}
