using Atom.OAuth.IntegrationHub.Hub;

namespace Atom.OAuth.IntegrationHub.Integrations;

/// <summary>Dropbox: files, 2,000 entries per page, by cursor; an expired cursor returns 409 <c>reset</c>. There is no filter by time.</summary>
internal sealed class Dropbox(HttpClient http) : HistorySource(http, "Dropbox")
{
    private const string List = "https://api.dropboxapi.com/2/files/list_folder";

    public static void Add(HubBuilder hub)
        => hub.AddConnection("dropbox", "Files that were changed", "files.metadata.read", "account_info.read").AddHistory<Dropbox>("dropbox", isOneWindow: true);

    protected override async Task<HistoricalSyncPage> PageAsync(HistoryCall call)
    {
        var page = call.Cursor is { } cursor
            ? await call.PostAsync(List + "/continue", new { cursor })
            : await call.PostAsync(List, new { path = string.Empty, recursive = true, limit = 2000 });
        return call.Page(page.Items("entries"), "id", "server_modified", page.Is("has_more") ? page.Text("cursor") : null);
    }
}
