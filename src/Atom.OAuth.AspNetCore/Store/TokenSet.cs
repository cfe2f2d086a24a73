using System.Text.Json;

namespace Atom.OAuth.Store;

/// <summary>The encrypted content of a connection: its tokens, and an access token for each further target.</summary>
internal sealed record TokenSet(OAuthTokens Tokens)
{
    /// <summary>Gets the access tokens of further targets by <see cref="OAuthTokenTarget.Key"/>.</summary>
    public IReadOnlyDictionary<string, (string Token, DateTimeOffset? ExpiresAt)> Targets { get; init; }
        = new Dictionary<string, (string, DateTimeOffset?)>(StringComparer.Ordinal);

    /// <summary>Returns the set after a refresh for a target; <see langword="null"/> for the connection's own token.</summary>
    public TokenSet After(OAuthTokenTarget? target, OAuthTokens refreshed)
    {
        if (target is null)
        {
            return this with { Tokens = refreshed };
        }

        // The refresh token belongs to the connection, whichever access token it was issued with.
        OAuthTokens kept = new(Tokens.AccessToken)
        {
            TokenType = Tokens.TokenType,
            RefreshToken = refreshed.RefreshToken,
            ExpiresAt = Tokens.ExpiresAt,
            Scope = Tokens.Scope,
            User = Tokens.User,
        };
        return new TokenSet(kept)
        {
            Targets = new Dictionary<string, (string, DateTimeOffset?)>(Targets, StringComparer.Ordinal)
            {
                [target.Key] = (refreshed.AccessToken, refreshed.ExpiresAt),
            },
        };
    }

    public (string Token, DateTimeOffset? ExpiresAt)? Find(OAuthTokenTarget? target)
        => target is null ? (Tokens.AccessToken, Tokens.ExpiresAt)
            : Targets.TryGetValue(target.Key, out (string, DateTimeOffset?) found) ? found
            : null;

    public byte[] ToBytes()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            Write(writer, Tokens);
            if (Tokens.User is { } user && !ReferenceEquals(user, Tokens))
            {
                writer.WriteStartObject("u");
                Write(writer, user);
                writer.WriteEndObject();
            }

            if (Targets.Count > 0)
            {
                writer.WriteStartObject("o");
                foreach ((var key, (var token, var end)) in Targets)
                {
                    writer.WriteStartObject(key);
                    writer.WriteString("a", token);
                    WriteTime(writer, end);
                    writer.WriteEndObject();
                }

                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    public static TokenSet Read(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        var root = document.RootElement;
        var user = root.TryGetProperty("u", out var userElement) ? ReadTokens(userElement, null) : null;
        Dictionary<string, (string, DateTimeOffset?)> targets = new(StringComparer.Ordinal);
        if (root.TryGetProperty("o", out var others))
        {
            foreach (var other in others.EnumerateObject())
            {
                targets[other.Name] = (other.Value.GetProperty("a").GetString()!, ReadTime(other.Value));
            }
        }

        return new TokenSet(ReadTokens(root, user)) { Targets = targets };
    }

    private static void Write(Utf8JsonWriter writer, OAuthTokens tokens)
    {
        writer.WriteString("a", tokens.AccessToken);
        writer.WriteString("t", tokens.TokenType);
        WriteText(writer, "r", tokens.RefreshToken);
        WriteText(writer, "s", tokens.Scope);
        WriteText(writer, "x", tokens.TokenSecret);
        WriteTime(writer, tokens.ExpiresAt);
    }

    private static OAuthTokens ReadTokens(JsonElement element, OAuthTokens? user) => new(element.GetProperty("a").GetString()!)
    {
        TokenType = Text(element, "t") ?? "Bearer",
        RefreshToken = Text(element, "r"),
        Scope = Text(element, "s"),
        TokenSecret = Text(element, "x"),
        ExpiresAt = ReadTime(element),
        User = user,
    };

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static void WriteTime(Utf8JsonWriter writer, DateTimeOffset? value)
    {
        if (value is { } time)
        {
            writer.WriteNumber("e", time.ToUnixTimeMilliseconds());
        }
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static DateTimeOffset? ReadTime(JsonElement element)
        => element.TryGetProperty("e", out var value) ? DateTimeOffset.FromUnixTimeMilliseconds(value.GetInt64()) : null;
}
