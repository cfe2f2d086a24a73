using Atom.OAuth.IntegrationHub.Hub;

namespace Atom.OAuth.IntegrationHub.Integrations;

/// <summary>
/// Asana: tasks assigned to the user and modified since, 100 per page, 150 calls per minute in free domains. There is no filter for an end time.
/// </summary>
internal sealed class Asana(HttpClient http) : HistorySource(http, "Asana")
{
    private const string Api = "https://app.asana.com/api/1.0";

    public static void Add(HubBuilder hub)
        => hub.AddConnection("asana", "Tasks that are assigned to you", "tasks:read", "workspaces:read", "users:read").AddHistory<Asana>("asana", isOneWindow: true);

    protected override async Task<IReadOnlyList<string>> ContainersAsync(HistoryCall call)
        => (await call.ListAsync($"{Api}/workspaces?limit=100", "data", "next_page/offset", next => $"{Api}/workspaces?limit=100&offset={next}")).Ids("gid");

    protected override async Task<HistoricalSyncPage> PageAsync(HistoryCall call)
    {
        var offset = call.Cursor is null ? string.Empty : $"&offset={call.Cursor}";
        var page = await call.GetAsync($"{Api}/tasks?assignee=me&workspace={call.Container}&modified_since={call.From}&limit=100&opt_fields=name,modified_at{offset}");
        return call.Page(page.Items("data"), "gid", "modified_at", page.Text("next_page/offset"));
    }
}
