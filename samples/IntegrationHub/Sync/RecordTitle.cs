using Atom.OAuth.IntegrationHub.Hub;

namespace Atom.OAuth.IntegrationHub.Sync;

/// <summary>Gets the title of a record for the page: the first of the members in which providers have a title or a text.</summary>
internal static class RecordTitle
{
    private const int Longest = 200;

    private static readonly string[] Paths =
    [
        "text", "text/body", "content", "topic", "summary", "body/content", "data/text", "name", "properties/Name/title/0/plain_text",
        "properties/firstname", "contact/full_name",
    ];

    public static string Of(HistoricalSyncRecord record)
    {
        var title = Paths.Select(path => record.Data.Text(path)).OfType<string>().FirstOrDefault() ?? record.Id;
        return title.Length > Longest ? title[..Longest] + "…" : title;
    }
}
