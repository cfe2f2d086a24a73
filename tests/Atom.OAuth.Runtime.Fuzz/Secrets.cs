namespace Atom.OAuth.Fuzz;

/// <summary>Secrets that are planted in inputs, in order to search the output for them.</summary>
internal static class Secrets
{
    /// <summary>The access token of each sample: long enough to be recognized as a secret anywhere.</summary>
    public const string AccessToken = "atk4Zx81hQ7vPmRt55LkWq0aB3nYc9eJd2Fs6GuHiO7p";

    /// <summary>
    /// Gets secrets as they appear in texts, each with the part that must not be output. Tokens are recognized by themselves, others by their name.
    /// </summary>
    public static IReadOnlyList<(string Text, string Core)> All { get; } =
    [
        ("xoxb-7712345678-QqWwEeRrTtYyUu", "7712345678-QqWw"),
        ("client_secret=Hx7kkPq93mZvAa", "Hx7kkPq93mZv"),
        ("\\\"client_secret\\\":\\\"Hy8kkPq93mZvBb\\\"", "Hy8kkPq93mZv"),
        ("refresh_token: Rt55vvLqWeZxCc", "Rt55vvLqWeZx"),
        ("access_token=At66bbMnTyUiDd", "At66bbMnTyUi"),
        ("code_verifier=Cv77ggHjKlOpEe", "Cv77ggHjKlOp"),
        ("Bearer Bb88ffGgTtRrEeWwQq", "Bb88ffGgTtRr"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhYmNkZWYifQ.c2lnbmF0dXJlc2lnbmF0dXJl", "eyJzdWIiOiJhYmNk"),
        ("ya29.a0AfH6SMBx99kkLlPpOo", "a0AfH6SMBx99"),
        ("4f9d8c7b6a5e4d3c2b1a0f9e8d7c6b5a4f3e2d1c0b9a8f7e6d5c4b3a2f1e0d9c", "4f9d8c7b6a5e4d3c"),
    ];
}
