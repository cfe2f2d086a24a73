using System.Globalization;
using System.Reflection;
using System.Text;
using Atom.OAuth.Testing;

namespace Atom.OAuth.IntegrationHub.Tests;

/// <summary>docs/integration-hub.md matches the code. With ATOM_OAUTH_UPDATE_DOCS=1, the page is updated.</summary>
public sealed class DocsTests
{
    private const string PagePath = "docs/integration-hub.md";

    private static readonly (string Here, string[] Legacy)[] Files =
    [
        ("WhatsApp", ["WhatsAppClient"]),
        ("Slack", ["SlackClient", "SlackController"]),
        ("Zoom", ["ZoomClient"]),
        ("GoogleChat", ["GoogleChatClient"]),
        ("GoogleCalendar", ["GoogleCalendarController", "GoogleCalendarService"]),
        ("Discord", ["DiscordEndpoints"]),
        ("MicrosoftTeams", ["TeamsClient"]),
        ("Notion", ["NotionClient"]),
        ("Asana", ["AsanaClient", "AsanaEndpoints"]),
        ("Trello", ["TrelloClient"]),
        ("Monday", ["MondayClient"]),
        ("Dropbox", ["DropboxClient"]),
        ("HubSpot", ["HubSpotClient"]),
    ];

    [Fact]
    public void The_table_of_checks_has_every_integration_and_every_check()
    {
        string[] checks =
        [
            .. typeof(ChecklistTests).GetMethods().Where(method => method.GetCustomAttribute<TheoryAttribute>() is not null)
                .Select(method => char.ToLowerInvariant(method.Name[0]) + method.Name[1..].Replace('_', ' ')),
        ];
        Assert.Equal(6, checks.Length);
        StringBuilder table = new();
        table.Append("| integration | ")
            .AppendJoin(" | ", checks)
            .Append(" |\n|")
            .Append(string.Concat(Enumerable.Repeat(" --- |", 1 + checks.Length)))
            .Append('\n');
        foreach (var id in HubWorld.Ids)
        {
            table.Append("| ")
                .Append(OAuthProviders.Find(id)!.Name)
                .Append(" |")
                .Append(string.Concat(Enumerable.Repeat(" passes |", checks.Length)))
                .Append('\n');
        }

        AssertStands("checks", table.ToString());
    }

    [Fact]
    public void The_lines_of_code_are_counted_and_at_most_half()
    {
        StringBuilder table = new("| integration | hand-written | here |\n| --- | ---: | ---: |\n");
        int allHere = 0, allLegacy = 0;
        foreach ((var here, var legacy) in Files)
        {
            var written = legacy.Sum(file => Lines($"samples/LegacyIntegrations/{file}.cs"));
            var lines = Lines($"samples/IntegrationHub/Integrations/{here}.cs");
            Assert.True(lines * 2 <= written, $"{here} has {lines} lines, more than half of {written}.");
            (allHere, allLegacy) = (allHere + lines, allLegacy + written);
            table.Append(CultureInfo.InvariantCulture, $"| {OAuthProviders.Find(here)!.Name} | {written} | {lines} |\n");
        }

        Assert.True(allHere * 2 <= allLegacy);
        table.Append(CultureInfo.InvariantCulture, $"| all | {allLegacy} | {allHere} |\n");
        AssertStands("lines", table.ToString());
    }

    [Fact]
    public void The_code_of_the_guide_is_the_code_that_the_test_runs()
    {
        var source = Repository.Read("tests/Atom.OAuth.IntegrationHub.Tests/Fabrikam.cs");
        AssertStands("fourteenth", $"```csharp\n{source[source.IndexOf("internal sealed class", StringComparison.Ordinal)..]}```\n", isOpen: true);
    }

    [Theory]
    [InlineData("hub-light.png")]
    [InlineData("hub-dark.png")]
    [InlineData("hub-phone.png")]
    [InlineData("hub-syncing.png")]
    [InlineData("hub-failure.png")]
    [InlineData("hub-history.png")]
    public void The_pictures_are_there_and_small(string name)
    {
        FileInfo picture = new(Repository.PathOf($"docs/images/{name}"));

        Assert.InRange(picture.Length, 5_000, 150_000);
        Assert.Contains(name, Repository.Read(PagePath), StringComparison.Ordinal);
    }

    private static int Lines(string path) => Repository.Read(path).Split('\n').Select(static line => line.Trim()).Count(static line =>
        line.Length > 0
        && !line.StartsWith("//", StringComparison.Ordinal)
        && !line.StartsWith("using ", StringComparison.Ordinal)
        && !line.StartsWith("namespace ", StringComparison.Ordinal));

    /// <summary>Compares the text between two marks; if there is no end mark, until the end of the code block.</summary>
    private static void AssertStands(string mark, string expected, bool isOpen = false)
    {
        var page = Repository.Read(PagePath);
        var begin = $"<!-- {mark} -->\n";
        var start = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var end = isOpen ? page.IndexOf("\n```\n", start, StringComparison.Ordinal) + 5 : page.IndexOf($"<!-- /{mark} -->", StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("ATOM_OAUTH_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(Repository.PathOf(PagePath), page[..start] + expected + page[end..]);
            return;
        }

        Assert.Equal(expected, page[start..end]);
    }
}
