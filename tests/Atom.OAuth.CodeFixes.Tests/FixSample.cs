namespace Atom.OAuth.CodeFixes.Tests;

/// <summary>The code around the lines under test.</summary>
internal static class FixSample
{
    public const string Url = "https://slack.com/api/oauth.v2.access";

    public const string Check = """await response.CheckHtmlResponseAsync("Slack", cancellationToken)""";

    /// <summary>Assigns a response to <c>response</c>.</summary>
    public const string Post = $"""var response = await http.PostAsync("{Url}", form, cancellationToken);""";

    /// <summary>Creates a token exchange with Slack from the statements.</summary>
    public static string Exchange(
        string statements,
        string signature = "public async Task<SlackToken?> ExchangeAsync(HttpContent form, bool flag, CancellationToken cancellationToken)") =>
        Client($$"""
                {{signature}}
                {
            {{statements.ReplaceLineEndings("\n").Replace("\n", "\n        ").Insert(0, "        ").Replace("\n        \n", "\n\n")}}
                }
            """);

    /// <summary>Creates a client with these members and a field <c>http</c>.</summary>
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

    /// <summary>Replaces each line <c>$CHECK</c> with a check, the throw statement, and an empty line.</summary>
    /// <param name="template">The code.</param>
    /// <param name="check">The call of the check.</param>
    /// <param name="reaction">The statement for a page.</param>
    /// <param name="mark">The line to replace.</param>
    /// <param name="number">The suffix of the new names.</param>
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
