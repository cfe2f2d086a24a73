namespace Atom.OAuth.Analyzers.Tests;

/// <summary>The code around the lines that a test is about.</summary>
internal static class Sample
{
    public const string TokenUrl = "https://slack.com/api/oauth.v2.access";

    /// <summary>Gets a response into <c>response</c>.</summary>
    public const string Post = $"""var response = await http.PostAsync("{TokenUrl}", form, cancellationToken);""";

    /// <summary>Gets a response, and its text into <c>text</c>.</summary>
    public const string PostText = Post + "\n        var text = await response.Content.ReadAsStringAsync(cancellationToken);";

    /// <summary>A token exchange with Slack that consists of the statements.</summary>
    public static string Exchange(string statements, string returnType = "async Task<SlackToken?>", string members = "") =>
        Client($$"""
            public {{returnType}} ExchangeAsync(HttpContent form, bool flag, CancellationToken cancellationToken)
                {
                    {{statements}}
                }

                {{members}}
            """);

    /// <summary>A client with these members and a field <c>http</c>.</summary>
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
