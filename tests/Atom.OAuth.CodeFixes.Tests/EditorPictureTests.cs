using System.Globalization;
using Atom.OAuth.Analyzers.Rules;
using Atom.OAuth.Analyzers.Tests;
using Atom.OAuth.CodeFixes.Rules;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.CodeFixes.Tests;

/// <summary>
/// The picture of a diagnostic in an editor, generated from the diagnostic itself: what is underlined, the message, and the offered fixes. A
/// screenshot would soon show outdated messages.
/// </summary>
public sealed class EditorPictureTests
{
    private const int Left = 52;

    private const string Code = """
        public sealed class SlackClient(HttpClient http)
        {
            public async Task<SlackToken?> ExchangeAsync(HttpContent form, CancellationToken cancellationToken)
            {
                var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", form, cancellationToken);
                return await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken);
            }
        }
        """;

    private const string Token = """

        public sealed record SlackToken(string AccessToken);
        """;

    [Fact]
    [Trait("Category", Generated.Category)]
    public async Task Picture_ShowsTheReportAndItsFixes()
    {
        CheckHtmlBeforeReadingJsonAnalyzer analyzer = new();
        var report = Assert.Single(await new AnalyzerTest(analyzer) { Sources = [("SlackClient.cs", Code + Token)] }.RunAsync());
        CodeFixTest fixes = new(analyzer, new CheckHtmlBeforeReadingJsonFixer()) { Projects = [[("SlackClient.cs", Code + Token)]] };
        var titles = await fixes.TitlesAsync();
        Assert.NotEmpty(titles);

        Generated.AssertFile("docs/images/editor.svg", Draw(report, titles));
    }

    private static string Draw(Diagnostic report, IReadOnlyList<string> titles)
    {
        Picture picture = new("A report of ATOM001 in an editor, with the fixes that its lightbulb offers", 1000);
        var lines = Code.Split('\n');
        var span = report.Location.GetLineSpan().Span;
        for (var line = 0; line < lines.Length; line++)
        {
            picture.Text(20, Picture.Y(line), (line + 1).ToString(CultureInfo.InvariantCulture), Picture.Faint);
            picture.Text(Left, Picture.Y(line), lines[line], Picture.Plain);
        }

        var reported = Picture.Y(span.Start.Line);
        Squiggle(picture, Left + (span.Start.Character * Picture.CharacterWidth), Left + (span.End.Character * Picture.CharacterWidth), reported + 4);
        picture.Shape($"""<circle cx="42" cy="{reported - 5}" r="5" fill="#ffcc00"/>""");

        string[] tip = [.. Picture.Wrap($"{report.Id}: {report.GetMessage(CultureInfo.InvariantCulture)}", 96), "", .. titles];
        var top = Picture.Y(lines.Length) + 8;
        var (width, height) = (picture.Width - Left - 40, (tip.Length * Picture.LineHeight) + 12);
        picture.Shape($"""<rect x="{Left}" y="{top - 18}" width="{width}" height="{height}" rx="4" fill="#252526" stroke="#454545"/>""");
        for (var line = 0; line < tip.Length; line++)
        {
            var colour = line < tip.Length - titles.Count ? Picture.Plain : Picture.Link;
            picture.Text(Left + 12, top + (line * Picture.LineHeight), tip[line], colour);
        }

        return picture.Write(top + (tip.Length * Picture.LineHeight) + 14);
    }

    private static void Squiggle(Picture picture, double from, double to, double y)
    {
        var waves = string.Concat(Enumerable.Repeat("l3 -3l3 3", (int)Math.Ceiling((to - from) / 6)));
        picture.Shape($"""<path d="M{from:0.#} {y}{waves}" fill="none" stroke="{Picture.Warning}" stroke-width="1.3"/>""");
    }
}
