using Atom.OAuth.IntegrationHub.Hub;

namespace Atom.OAuth.IntegrationHub.Integrations;

/// <summary>The integrations, in the order in which the page shows them.</summary>
internal static class Catalogue
{
    public static void AddAll(HubBuilder hub)
    {
        WhatsApp.Add(hub);
        Slack.Add(hub);
        Zoom.Add(hub);
        GoogleChat.Add(hub);
        GoogleCalendar.Add(hub);
        Discord.Add(hub);
        MicrosoftTeams.Add(hub);
        Notion.Add(hub);
        Asana.Add(hub);
        Trello.Add(hub);
        Monday.Add(hub);
        Dropbox.Add(hub);
        HubSpot.Add(hub);
    }
}
