using System.Buffers.Text;
using System.Text.Json;

namespace Atom.OAuth.Tokens;

/// <summary>Determines to which account at the provider tokens belong, as far as the response says so.</summary>
internal static class TokenAccount
{
    // Members of token responses that identify the account, with their parent object if any: Slack, Dropbox, Notion, Zoom, HubSpot, monday.
    private static readonly (string? Parent, string Name)[] Members =
    [
        ("authed_user", "id"), ("team", "id"), (null, "account_id"), (null, "user_id"), (null, "workspace_id"), (null, "hub_id"),
        ("data", "id"), (null, "uid"),
    ];

    /// <summary>Compares the accounts of two sets of tokens.</summary>
    /// <returns>Whether they are the same; <see langword="null"/> if unknown.</returns>
    public static bool? AreSame(OAuthTokens one, OAuthTokens other)
    {
        var same = Compare(Subject(one), Subject(other));
        foreach ((var parent, var name) in Members)
        {
            // Everything known has to match: a Slack user has another id in each workspace, and a workspace has many users.
            var also = Compare(Member(one, parent, name), Member(other, parent, name));
            same = also is null ? same : also & (same ?? true);
        }

        return same;
    }

    private static bool? Compare(string? one, string? other) =>
        one is null || other is null ? null : string.Equals(one, other, StringComparison.Ordinal);

    private static string? Member(OAuthTokens tokens, string? parent, string name)
    {
        if (parent is null)
        {
            return tokens.TryGetParameter(name, out var value) ? JsonText.Of(value) : null;
        }

        return tokens.TryGetParameter(parent, out var container) ? JsonText.Member(container, name) : null;
    }

    /// <summary>Issuer and subject of the ID token (OpenID Connect Core, section 2), which together identify an account.</summary>
    private static string? Subject(OAuthTokens tokens)
    {
        var parts = tokens.IdToken?.Split('.') ?? [];
        if (parts.Length < 2)
        {
            return null;
        }

        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1].AsSpan()));
            return JsonText.Member(claims.RootElement, "sub") is { } subject ? $"{JsonText.Member(claims.RootElement, "iss")} {subject}" : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }
}
