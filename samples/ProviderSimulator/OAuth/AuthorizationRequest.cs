namespace Atom.OAuth.Simulation.OAuth;

/// <summary>What an application asks for, in the words that all providers share.</summary>
internal sealed record AuthorizationRequest(
    string? ClientId,
    string? RedirectUri,
    string? State,
    string? Challenge,
    string[] Scopes,
    IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    private static readonly string[] Known = [
        "client_id", "redirect_uri", "state", "code_challenge", "code_challenge_method", "scope", "user_scope", "response_type",
        "response_mode",
    ];

    public static AuthorizationRequest Read(Func<string, string?> value, char separator)
    {
        string[] scopes = [.. $"{value("scope")}".Split([separator, ' ', ','], StringSplitOptions.RemoveEmptyEntries)];
        return new(value("client_id"), value("redirect_uri"), value("state"), value("code_challenge"), scopes, [.. Named(value)]);
    }

    private static IEnumerable<KeyValuePair<string, string>> Named(Func<string, string?> value)
    {
        foreach (var name in Known)
        {
            if (value(name) is { } text)
            {
                yield return KeyValuePair.Create(name, text);
            }
        }
    }
}
