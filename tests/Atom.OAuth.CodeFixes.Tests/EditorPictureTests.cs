using System.Globalization;
using System.Net;
using System.Text;
using Atom.OAuth.Analyzers.Rules;
using Atom.OAuth.Analyzers.Tests;
using Atom.OAuth.CodeFixes.Rules;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.CodeFixes.Tests;

/// <summary>
/// The picture of a report in an editor, drawn from the report itself: what is underlined, what it says, and the fixes that are offered. A picture
/// that was taken by hand would show the messages of the day on which it was taken.
/// </summary>
public sealed class EditorPictureTests
{
    private const int Width = 1000;
    private const int LineHeight = 22;
    private const int Top = 34;
    private const int Left = 52;
    private const double CharacterWidth = 8.4;

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
        var titles = await new CodeFixTest(analyzer, new CheckHtmlBeforeReadingJsonFixer()) { Projects = [[("SlackClient.cs", Code + Token)]] }.TitlesAsync();
        Assert.NotEmpty(titles);

        Generated.AssertFile("docs/images/editor.svg", Draw(report, titles));
    }

    private static string Draw(Diagnostic report, IReadOnlyList<string> titles)
    {
        var lines = Code.Split('\n');
        var span = report.Location.GetLineSpan().Span;
        StringBuilder drawn = new();
        for (var line = 0; line < lines.Length; line++)
        {
            drawn.Append(Text(20, Y(line), (line + 1).ToString(CultureInfo.InvariantCulture), "#858585"));
            drawn.Append(Text(Left, Y(line), lines[line], "#d4d4d4"));
        }

        drawn.Append(Squiggle(Left + (span.Start.Character * CharacterWidth), Left + (span.End.Character * CharacterWidth), Y(span.Start.Line) + 4));
        drawn.Append(CultureInfo.InvariantCulture, $"""<circle cx="42" cy="{Y(span.Start.Line) - 5}" r="5" fill="#ffcc00"/>""").Append('\n');
        string[] tip = [.. Wrap($"{report.Id}: {report.GetMessage(CultureInfo.InvariantCulture)}", 96), "", .. titles];
        var top = Y(lines.Length) + 8;
        drawn.Append(CultureInfo.InvariantCulture, $"""<rect x="{Left}" y="{top - 18}" width="{Width - Left - 40}" height="{(tip.Length * LineHeight) + 12}" rx="4" fill="#252526" stroke="#454545"/>""").Append('\n');
        for (var line = 0; line < tip.Length; line++)
        {
            drawn.Append(Text(Left + 12, top + (line * LineHeight), tip[line], line < tip.Length - titles.Count ? "#d4d4d4" : "#4daafc"));
        }

        var height = top + (tip.Length * LineHeight) + 14;
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{height}" viewBox="0 0 {Width} {height}" font-family="Consolas, 'DejaVu Sans Mono', Menlo, monospace" font-size="14">
            <title>A report of ATOM001 in an editor, with the fixes that its lightbulb offers</title>
            <rect width="{Width}" height="{height}" rx="6" fill="#1e1e1e"/>
            {drawn}</svg>

            """;
    }

    private static int Y(int line) => Top + (line * LineHeight);

    /// <summary>A text of a fixed length, so that what is underlined is the same in every font.</summary>
    private static string Text(double x, double y, string text, string colour)
    {
        var indent = text.Length - text.TrimStart().Length;
        return text.Length == indent
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"""<text x="{x + (indent * CharacterWidth):0.#}" y="{y}" textLength="{(text.Length - indent) * CharacterWidth:0.#}" fill="{colour}">{WebUtility.HtmlEncode(text.TrimStart())}</text>""") + "\n";
    }

    private static string Squiggle(double from, double to, double y)
    {
        StringBuilder path = new(string.Create(CultureInfo.InvariantCulture, $"M{from:0.#} {y}"));
        for (var x = from; x < to; x += 6)
        {
            path.Append("l3 -3l3 3");
        }

        return $"""<path d="{path}" fill="none" stroke="#cca700" stroke-width="1.3"/>""" + "\n";
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length + word.Length >= width)
            {
                yield return line;
                line = "";
            }

            line += line.Length == 0 ? word : " " + word;
        }

        yield return line;
    }
}
