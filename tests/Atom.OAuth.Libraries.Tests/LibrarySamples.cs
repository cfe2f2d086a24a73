namespace Atom.OAuth.Libraries.Tests;

/// <summary>The code that surrounds the samples: a token endpoint's response in each form that libraries accept.</summary>
internal static class LibrarySamples
{
    private const string TokenUrl = "https://slack.com/api/oauth.v2.access";

    public static string Read(Library library, string statements) => Around(library, statements);

    public static string Catch(Library library, LibraryCatch sample) => Around(library, $$"""
            try
            {
                {{sample.Read}}
            }
            catch ({{sample.Exception}} e)
            {
                throw new InvalidOperationException("Slack did not answer with JSON.", e);
            }
        """);

    private static string Around(Library library, string statements) => $$"""
        {{library.Prelude}}

        public sealed class SlackToken
        {
            public string? access_token { get; set; }
        }

        public sealed class SlackClient(HttpClient http)
        {
            private const string Url = "{{TokenUrl}}";

            public async Task ExchangeAsync(HttpContent form, CancellationToken cancellationToken)
            {
                {{Sources(statements)}}
                {{statements}}
                await Task.CompletedTask;
            }
        }
        """;

    /// <summary>Declares only what a sample uses: a variable that is read twice would count as two reads.</summary>
    private static string Sources(string statements)
    {
        (string Name, string Declaration)[] sources =
        [
            ("text", "var text = await response.Content.ReadAsStringAsync(cancellationToken);"),
            ("bytes", "var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);"),
            ("stream", "var stream = await response.Content.ReadAsStreamAsync(cancellationToken);"),
        ];
        string[] used = [.. sources.Where(source => Uses(source.Name)).Select(static source => source.Declaration)];
        return used.Length == 0 && !Uses("response")
            ? ""
            : string.Join(" ", used.Prepend("var response = await http.PostAsync(Url, form, cancellationToken);"));

        bool Uses(string name) => System.Text.RegularExpressions.Regex.IsMatch(statements, $@"(?<![.\w]){name}\b(?!\s*=[^=])");
    }
}
