using Atom.OAuth.IntegrationHub.Hub;

namespace Atom.OAuth.IntegrationHub.Integrations;

/// <summary>
/// Zoom: cloud recordings, six months back, at most one month per call; page tokens are valid for 15 minutes. 10 calls per second for the account.
/// </summary>
internal sealed class Zoom(HttpClient http) : HistorySource(http, "Zoom")
{
    public static void Add(HubBuilder hub)
        => hub.AddConnection("zoom", "Cloud recordings", "cloud_recording:read:list_user_recordings", "user:read:user").AddHistory<Zoom>("zoom");

    protected override async Task<HistoricalSyncPage> PageAsync(HistoryCall call)
    {
        var page = await call.GetAsync(
            $"https://api.zoom.us/v2/users/me/recordings?from={call.From[..10]}&to={call.To[..10]}&page_size=300&next_page_token={call.Cursor}");
        return call.Page(page.Items("meetings"), "uuid", "start_time", page.Text("next_page_token"));
    }
}
