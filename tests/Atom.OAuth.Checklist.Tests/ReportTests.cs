using System.Text.Json;
using Atom.OAuth.Checklist.Output;

namespace Atom.OAuth.Checklist.Tests;

/// <summary>The three output formats, for the same solution.</summary>
public sealed class ReportTests
{
    [Fact]
    public void Text()
    {
        using var solution = Example();

        Assert.Equal(
            $"""
            Atom.OAuth checklist of {Path.GetFileName(solution.Folder)}
            3 integrations, 2 of them need updates, in 3 places.

            Integration  HTML checks  Historical sync  Error messages  State                         Token requests  Retired endpoints
            Slack        done         missing: 1       done            not seen (made, not checked)  done
            WhatsApp     not seen     not needed       not seen        not seen                      not seen
            Zoom         missing: 1   not seen         not seen        not seen                      not seen        1

            What to do first
              1. HTML checks, 1 place: Zoom 1. Until then, a provider's page ends in an exception. dotnet format analyzers --diagnostics ATOM001 --severity info
              2. Retired endpoints, 1 place: Zoom 1. They stop at a known date. dotnet format analyzers --diagnostics ATOM007 --severity info
              3. Historical sync, 1 place: Slack 1. Until then, a new connection stays empty. dotnet format analyzers --diagnostics ATOM002 --severity info

            Slack
              Historical sync
                src/SlackController.cs:5  ATOM002  ATOM002 at 5

            Zoom
              HTML checks
                src/ZoomClient.cs:4  ATOM001  ATOM001 at 4
              Retired endpoints
                src/ZoomClient.cs:5  ATOM007  ATOM007 at 5

            Suppressed
              Slack: src/SlackController.cs:6  ATOM004  (inSource)

            Legend
              done: the integration has code for the part, and no rule reports anything
              missing: a rule reports the places where it is missing
              not seen: no report, and no code of the template (or not for every step): done in another way, in code that was not looked at, or not there
              not needed: the integration has no history that could be fetched
              not checked: a rule of the part did not run

            """,
            TextReport.Write(solution.Check()));
    }

    [Fact]
    public void Markdown()
    {
        using var solution = Example();

        Assert.Equal(
            $"""
            # OAuth checklist of {Path.GetFileName(solution.Folder)}

            3 integrations, 2 of them need updates, in 3 places.

            | Integration | HTML checks | Historical sync | Error messages | State | Token requests | Retired endpoints |
            | --- | --- | --- | --- | --- | --- | --- |
            | Slack | done | missing: 1 | done | not seen (made, not checked) | done |  |
            | WhatsApp | not seen | not needed | not seen | not seen | not seen |  |
            | Zoom | missing: 1 | not seen | not seen | not seen | not seen | 1 |

            ## What to do first

            1. HTML checks, 1 place: Zoom 1. Until then, a provider's page ends in an exception. dotnet format analyzers --diagnostics ATOM001 --severity info
            2. Retired endpoints, 1 place: Zoom 1. They stop at a known date. dotnet format analyzers --diagnostics ATOM007 --severity info
            3. Historical sync, 1 place: Slack 1. Until then, a new connection stays empty. dotnet format analyzers --diagnostics ATOM002 --severity info

            ## Integrations that need updates

            ### Slack

            Historical sync

            - [ ] `src/SlackController.cs:5` ATOM002: ATOM002 at 5

            ### Zoom

            HTML checks

            - [ ] `src/ZoomClient.cs:4` ATOM001: ATOM001 at 4

            Retired endpoints

            - [ ] `src/ZoomClient.cs:5` ATOM007: ATOM007 at 5

            ## Suppressed

            - Slack: `src/SlackController.cs:6` ATOM004 (inSource)

            ## Legend

            - **done**: the integration has code for the part, and no rule reports anything
            - **missing**: a rule reports the places where it is missing
            - **not seen**: no report, and no code of the template (or not for every step): done in another way, in code that was not looked at, or not there
            - **not needed**: the integration has no history that could be fetched
            - **not checked**: a rule of the part did not run

            """,
            MarkdownReport.Write(solution.Check()));
    }

    [Fact]
    public void Json()
    {
        using var solution = Example();
        using var document = JsonDocument.Parse(JsonReport.Write(solution.Check()));
        var root = document.RootElement;

        Assert.Equal(1, root.GetProperty("version").GetInt32());
        Assert.True(root.GetProperty("needsUpdates").GetBoolean());
        Assert.Equal(
            ["slack", "whatsapp", "zoom"],
            root.GetProperty("integrations").EnumerateArray().Select(static integration => integration.GetProperty("id").GetString()));

        var slack = root.GetProperty("integrations")[0];
        Assert.Equal(
            ["done", "missing", "done", "not-seen", "done"],
            slack.GetProperty("parts").EnumerateArray().Select(static part => part.GetProperty("status").GetString()));
        Assert.Equal(
            """{"rule":"ATOM002","file":"src/SlackController.cs","line":5,"column":9,"message":"ATOM002 at 5","evidence":[{"what":"takes the code","file":"src/SlackController.cs","line":3}]}""",
            JsonSerializer.Serialize(slack.GetProperty("parts")[1].GetProperty("missing")[0]));
        Assert.Equal(
            """{"file":"src/SlackController.cs","line":7,"what":"new OAuthStateRequest","step":"made"}""",
            JsonSerializer.Serialize(slack.GetProperty("parts")[3].GetProperty("code")[0]));
    }

    [Fact]
    public void Json_IsAsTheDocumentationShows()
    {
        using var solution = Example();
        using var written = JsonDocument.Parse(JsonReport.Write(solution.Check()));
        var documented = Repository.Read("docs/checklist.md").Split("```json\n")[1].Split("\n```")[0];
        using var shown = JsonDocument.Parse(documented);

        Assert.Equal(Shape(written.RootElement), Shape(shown.RootElement));
    }

    [Fact]
    public void Documentation_HasTheLegend()
    {
        var page = Repository.Read("docs/checklist.md");

        Assert.All(Wording.Legend, entry => Assert.Contains($"| {entry.Word} | {entry.Meaning} |", page, StringComparison.Ordinal));
        Assert.All(TemplatePart.All, part => Assert.Contains($"| {part.Name} | {string.Join(", ", part.Rules)} |", page, StringComparison.Ordinal));
        Assert.All(
            Code.TemplateCall.OfRuntime,
            call => Assert.Contains($"`{call.Type ?? call.Name}", page, StringComparison.Ordinal));
    }

    /// <summary>The message contains characters that are special in Markdown or JSON.</summary>
    [Fact]
    public void Messages_AreEscaped()
    {
        Checklist checklist = new(
            "A|B.sln",
            "/src",
            [new Integration("<b>", [], [new("ATOM007", "Use 'a_b' <i>`x`</i> | \"q\"", "/src/A.cs", 1, 1, 1, 1, null, null)], [])],
            [],
            []);

        Assert.Contains(
            "- [ ] `A.cs:1` ATOM007: Use 'a\\_b' \\<i\\>\\`x\\`\\</i\\> \\| \"q\"",
            MarkdownReport.Write(checklist),
            StringComparison.Ordinal);
        Assert.Contains("# OAuth checklist of A\\|B.sln", MarkdownReport.Write(checklist), StringComparison.Ordinal);
        Assert.Equal("Use 'a_b' <i>`x`</i> | \"q\"", JsonDocument.Parse(JsonReport.Write(checklist)).RootElement.GetProperty("integrations")[0].GetProperty("retiredEndpoints")[0]
            .GetProperty("message")
            .GetString());
    }

    [Fact]
    public void NothingFound_IsSaid()
    {
        using var solution = new Solution("ATOM001").With("A.cs", "class A { }");

        Assert.StartsWith(
            $"""
            Atom.OAuth checklist of {Path.GetFileName(solution.Folder)}
            No integration was found.

            Rules that did not run: ATOM002, ATOM003, ATOM004, ATOM005, ATOM006, ATOM007, ATOM008, ATOM009.

            Legend

            """,
            TextReport.Write(solution.Check()),
            StringComparison.Ordinal);
    }

    private static Solution Example() => new Solution()
        .With("src/SlackController.cs", """
            class SlackController
            {
                async Task Callback()
                {
                    Save(); // ATOM002 because takes the code:3
                    Log(error); // suppressed ATOM004
                    var state = states.BuildAsync(new OAuthStateRequest("slack", user, tenant));
                    var tokens = await OAuthTokenResponse.ReadAsync(response, "slack");
                }
            }
            """)
        .With("src/ZoomClient.cs", """
            class ZoomClient
            {
                void Exchange() =>
                    Read(); // ATOM001 Zoom
                const string Url = "https://zoom.us/oauth/token"; // ATOM007
            }
            """)
        .With("src/WhatsAppClient.cs", """
            class WhatsAppClient
            {
                const string Url = "https://graph.facebook.com/v22.0/oauth/access_token";
            }
            """);

    /// <summary>Gets the paths of all members of a document, with their value kinds.</summary>
    private static SortedSet<string> Shape(JsonElement element, string path = "")
    {
        SortedSet<string> shape = new(StringComparer.Ordinal) { $"{path}: {(element.ValueKind is JsonValueKind.True or JsonValueKind.False ? "Boolean" : element.ValueKind)}" };
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                shape.UnionWith(element.EnumerateObject().SelectMany(member => Shape(member.Value, $"{path}.{member.Name}")));
                break;
            case JsonValueKind.Array:
                shape.UnionWith(element.EnumerateArray().SelectMany(item => Shape(item, $"{path}[]")));
                break;
        }

        return shape;
    }
}
