using Atom.OAuth.IntegrationHub.Hub;

namespace Atom.OAuth.IntegrationHub.Integrations;

/// <summary>
/// HubSpot: modified contacts, 200 per page, 190 calls per 10 seconds. A search returns at most 10,000 results; then the window is split.
/// </summary>
internal sealed class HubSpot(HttpClient http) : HistorySource(http, "HubSpot")
{
    private const int SearchEnd = 10_000;

    public static void Add(HubBuilder hub)
        => hub.AddConnection("hubspot", "Contacts that were changed", "oauth", "crm.objects.contacts.read").AddHistory<HubSpot>("hubspot");

    protected override async Task<HistoricalSyncPage> PageAsync(HistoryCall call)
    {
        object[] filters = [Filter("GTE", call.Window.From), Filter("LT", call.Window.To)];
        var page = await call.PostAsync(
            "https://api.hubapi.com/crm/objects/2026-09/contacts/search", new { filterGroups = new[] { new { filters } }, limit = 200, after = call.Cursor });
        return call.Page(page.Items("results"), "id", "updatedAt", page.Text("paging/next/after"), page.Find("total")?.GetInt32() > SearchEnd);
    }

    private static object Filter(string @operator, DateTimeOffset time) => new { propertyName = "lastmodifieddate", @operator, value = time.ToUnixTimeMilliseconds() };
}
