using System.Text;
using System.Text.Json;

namespace Atom.OAuth.Tokens;

/// <summary>The relevant members of a token response.</summary>
internal enum TokenMember
{
    Other,
    AccessToken,
    TokenType,
    RefreshToken,
    ExpiresIn,
    Scope,
    IdToken,
    Error,
    Ok,
    AuthedUser,
    Wrapper,
}

/// <summary>Finds the members by name.</summary>
internal static class TokenMembers
{
    // Switching on the length first leaves one or two names to compare.
    public static TokenMember Find(in Utf8JsonReader name)
    {
        return name.ValueIsEscaped ? Find(Unescape(name)) : Find(name.ValueSpan);
    }

    private static TokenMember Find(ReadOnlySpan<byte> text)
    {
        return text.Length switch
        {
            2 => Is(text, "ok"u8, TokenMember.Ok),
            4 => text[0] == 'b' ? Is(text, "body"u8, TokenMember.Wrapper) : Is(text, "data"u8, TokenMember.Wrapper),
            5 => text[0] == 's' ? Is(text, "scope"u8, TokenMember.Scope) : Is(text, "error"u8, TokenMember.Error),
            6 => Is(text, "result"u8, TokenMember.Wrapper),
            7 => text[0] == 'e' ? Is(text, "expires"u8, TokenMember.ExpiresIn) : Is(text, "idToken"u8, TokenMember.IdToken),
            8 => text[0] == 'i' ? Is(text, "id_token"u8, TokenMember.IdToken) : Is(text, "expireIn"u8, TokenMember.ExpiresIn),
            9 => text[0] == 't' ? Is(text, "tokenType"u8, TokenMember.TokenType) : Is(text, "expiresIn"u8, TokenMember.ExpiresIn),
            10 => text[0] == 't' ? Is(text, "token_type"u8, TokenMember.TokenType) : Is(text, "expires_in"u8, TokenMember.ExpiresIn),
            11 => text[2] == 't' ? Is(text, "authed_user"u8, TokenMember.AuthedUser) : Is(text, "accessToken"u8, TokenMember.AccessToken),
            12 => text[0] == 'a' ? Is(text, "access_token"u8, TokenMember.AccessToken) : Is(text, "refreshToken"u8, TokenMember.RefreshToken),
            13 => Is(text, "refresh_token"u8, TokenMember.RefreshToken),
            _ => TokenMember.Other,
        };
    }

    /// <summary>No provider is known to write <c>"access\u005ftoken"</c>, but it would be a valid token.</summary>
    private static ReadOnlySpan<byte> Unescape(in Utf8JsonReader name)
    {
        var reader = name;
        try
        {
            return Encoding.UTF8.GetBytes(reader.GetString()!);
        }
        catch (InvalidOperationException)
        {
            // A name with an unpaired surrogate is none of the known ones.
            return default;
        }
    }

    private static TokenMember Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, TokenMember member)
        => text.SequenceEqual(name) ? member : TokenMember.Other;
}
