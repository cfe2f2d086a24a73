using Atom.OAuth.IntegrationHub.Hub;

namespace Atom.OAuth.IntegrationHub.Integrations;

/// <summary>
/// Microsoft Teams: messages in the channels of the user's teams, by Graph's delta query: eight months back, 50 per page, without replies.
/// </summary>
internal sealed class MicrosoftTeams(HttpClient http) : HistorySource(http, "Microsoft Teams")
{
    private const string Graph = "https://graph.microsoft.com/v1.0";

    public static void Add(HubBuilder hub)
        => hub.AddConnection("microsoft-teams", "Messages of your teams’ channels", "Team.ReadBasic.All", "Channel.ReadBasic.All", "ChannelMessage.Read.All").AddHistory<MicrosoftTeams>("microsoft-teams", isOneWindow: true);

    protected override async Task<IReadOnlyList<string>> ContainersAsync(HistoryCall call)
    {
        List<string> channels = [];
        foreach (var team in (await call.ListAsync($"{Graph}/me/joinedTeams", "value", "@odata.nextLink", Uri.UnescapeDataString)).Ids("id"))
        {
            var found = await call.ListAsync($"{Graph}/teams/{team}/channels", "value", "@odata.nextLink", Uri.UnescapeDataString);
            channels.AddRange(found.Ids("id").Select(id => $"{Graph}/teams/{team}/channels/{Uri.EscapeDataString(id)}"));
        }

        return channels;
    }

    protected override async Task<HistoricalSyncPage> PageAsync(HistoryCall call)
    {
        var page = await call.GetAsync(call.Cursor ?? $"{call.Container}/messages/delta?$top=50&$filter=lastModifiedDateTime gt {call.From}");
        return call.Page(page.Items("value"), "id", "createdDateTime", page.Text("@odata.nextLink"));
    }
}
