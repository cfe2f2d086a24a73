namespace Atom.OAuth.Analyzers.Retirements;

internal static partial class KnownRetirements
{
    private const string NotionUpgrade = "https://developers.notion.com/docs/upgrade-guide-2025-09-03";
    private const string NotionHeader = "Notion-Version";
    private static readonly string NotionVersion = $"'{OAuthProviders.Notion.ApiVersionHeader!.Value}'";

    private static ProviderRetirements Notion { get; } = new(
        "Notion",
        "notion.com",
        new[] { "databases/", NotionHeader },
        new RetiredUrl(RetirementKind.Deprecated, NotionUpgrade, "api.notion.com/v1/databases/{id}/query")
        {
            Instead = "'https://api.notion.com/v1/data_sources/{id}/query'",
            Note = "The query fails once somebody adds a second data source to the database",
        },
        new RetiredHeader(RetirementKind.Deprecated, NotionUpgrade, NotionHeader, new[] { "2022-06-28" }, AndOlder: true)
        {
            Instead = NotionVersion,
            Note = "Queries and new pages fail once somebody adds a second data source to a database; database_id becomes data_source_id",
        },
        new RetiredHeader(RetirementKind.Deprecated, OAuthProviders.Notion.ApiVersionHeader.Source, NotionHeader, new[] { "2025-09-03" })
        {
            Instead = NotionVersion,
            Note = "Renamed there: archived is in_trash, after is position, transcription is meeting_notes",
        });
}
