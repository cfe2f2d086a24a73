using Atom.OAuth.IntegrationHub.Hub;

namespace Atom.OAuth.IntegrationHub.Tests;

internal sealed class Fabrikam(HttpClient http) : HistorySource(http, "Fabrikam")
{
    public static void Add(HubBuilder hub)
        => hub.AddConnection("fabrikam", "Your notes", "notes.read", "offline_access").AddHistory<Fabrikam>("fabrikam");

    protected override async Task<HistoricalSyncPage> PageAsync(HistoryCall call)
    {
        var page = await call.GetAsync($"https://api.fabrikam.example/notes?from={call.From}&to={call.To}&page={call.Cursor}");
        return call.Page(page.Items("notes"), "id", "written", page.Text("nextPage"));
    }
}
