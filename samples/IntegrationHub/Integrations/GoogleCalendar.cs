using Atom.OAuth.IntegrationHub.Hub;

namespace Atom.OAuth.IntegrationHub.Integrations;

/// <summary>Google Calendar: events of the primary calendar, recurring ones expanded, 2,500 per page; 600 calls per minute and user.</summary>
internal sealed class GoogleCalendar(HttpClient http) : HistorySource(http, "Google Calendar")
{
    public static void Add(HubBuilder hub)
        => hub.AddConnection("google-calendar", "Events of your calendar", "openid", "https://www.googleapis.com/auth/calendar.readonly").AddHistory<GoogleCalendar>("google-calendar");

    protected override async Task<HistoricalSyncPage> PageAsync(HistoryCall call)
    {
        var page = await call.GetAsync(
            $"https://www.googleapis.com/calendar/v3/calendars/primary/events?singleEvents=true&orderBy=startTime&maxResults=2500&timeMin={call.From}&timeMax={call.To}&pageToken={call.Cursor}");
        return call.Page(page.Items("items"), "id", "start/dateTime", page.Text("nextPageToken"));
    }
}
