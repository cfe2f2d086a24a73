namespace Atom.OAuth.Analyzers.Tests;

/// <summary>The code around the lines under test.</summary>
internal static class Sample
{
    public const string TokenUrl = "https://slack.com/api/oauth.v2.access";

    /// <summary>Assigns a response to <c>response</c>.</summary>
    public const string Post = $"""var response = await http.PostAsync("{TokenUrl}", form, cancellationToken);""";

    /// <summary>Assigns a response to <c>response</c>, and its text to <c>text</c>.</summary>
    public const string PostText = Post + "\n        var text = await response.Content.ReadAsStringAsync(cancellationToken);";

    /// <summary>Creates a token exchange with Slack from the statements.</summary>
    public static string Exchange(string statements, string returnType = "async Task<SlackToken?>", string members = "") =>
        Client($$"""
            public {{returnType}} ExchangeAsync(HttpContent form, bool flag, CancellationToken cancellationToken)
                {
                    {{statements}}
                }

                {{members}}
            """);

    /// <summary>Creates a client with these members and a field <c>http</c>.</summary>
    public static string Client(string members) => $$"""
        using Atom.OAuth;

        public sealed class SlackToken
        {
            public string? Token { get; set; }
        }

        public sealed class SlackClient(HttpClient http)
        {
            {{members}}

            public HttpClient Http => http;
        }
        """;
}
