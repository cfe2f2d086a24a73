namespace Atom.OAuth.CodeFixes.Tests;

/// <summary>The code around the lines that a test is about.</summary>
internal static class FixSample
{
    public const string Url = "https://slack.com/api/oauth.v2.access";

    public const string Check = """await response.CheckHtmlResponseAsync("Slack", cancellationToken)""";

    /// <summary>Gets a response into <c>response</c>.</summary>
    public const string Post = $"""var response = await http.PostAsync("{Url}", form, cancellationToken);""";

    /// <summary>A token exchange with Slack that consists of the statements.</summary>
    public static string Exchange(
        string statements,
        string signature = "public async Task<SlackToken?> ExchangeAsync(HttpContent form, bool flag, CancellationToken cancellationToken)") =>
        Client($$"""
                {{signature}}
                {
            {{statements.ReplaceLineEndings("\n").Replace("\n", "\n        ").Insert(0, "        ").Replace("\n        \n", "\n\n")}}
                }
            """);

    /// <summary>A client with these members and a field <c>http</c>.</summary>
    public static string Client(string members) => $$"""
        public sealed class SlackToken
        {
            public string? Token { get; set; }
        }

        public sealed class SlackClient(HttpClient http)
        {
        {{members}}

            public HttpClient Http => http;

            private async Task<string> FetchAsync(HttpContent form) =>
                await (await http.PostAsync("{{Url}}", form)).Content.ReadAsStringAsync();
        }

        """.ReplaceLineEndings("\n");

    /// <summary>Replaces each line <c>$CHECK</c> by a check, the statement that throws, and an empty line.</summary>
    /// <param name="template">The code.</param>
    /// <param name="check">The call that checks.</param>
    /// <param name="reaction">What is done with a page.</param>
    /// <param name="mark">The line to replace.</param>
    /// <param name="number">The number that the new names end in.</param>
    public static string WithCheck(
        this string template,
        string check = Check,
        string reaction = "throw new HttpRequestException(htmlError);",
        string mark = "$CHECK",
        string number = "")
    {
        var lines = new List<string>();
        foreach (var line in template.ReplaceLineEndings("\n").Split('\n'))
        {
            var indentation = line[..^line.TrimStart().Length];
            if (line.Trim() != mark)
            {
                lines.Add(line);
                continue;
            }

            lines.AddRange(new[]
            {
                indentation + $"var (isHtml{number}, htmlError{number}) = {check};",
                indentation + $"if (isHtml{number})",
                indentation + "{",
                indentation + "    " + reaction.Replace("htmlError", "htmlError" + number, StringComparison.Ordinal),
                indentation + "}",
                "",
            });
        }

        return string.Join("\n", lines);
    }
}
