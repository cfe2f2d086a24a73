namespace Atom.OAuth.Errors;

/// <summary>Determines from the text before a value whether to expect a secret.</summary>
internal static class SecretNames
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "token", "tokens", "secret", "secrets", "password", "passwd", "passphrase", "pwd", "key", "apikey", "assertion", "verifier",
        "signature", "sig", "credential", "credentials", "cookie", "session", "sessionid", "sid", "otp", "pin", "jwt", "authorization",
        "bearer", "csrf", "xsrf", "ticket", "code", "authcode", "state", "nonce", "accesstoken", "refreshtoken", "idtoken", "clientsecret",
        "appsecret",
    };

    // A number after these may be an error number.
    private static readonly HashSet<string> Numbered = new(StringComparer.OrdinalIgnoreCase) { "code", "state", "key", "session", "pin" };

    // error code, status code: no secret follows.
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        "error", "err", "errors", "status", "response", "result", "exit", "http", "reason", "fault", "country", "language", "currency",
        "zip", "postal",
    };

    /// <summary>Inspects the text before a value.</summary>
    /// <param name="before">The text before the value.</param>
    public static SecretPlace Before(ReadOnlySpan<char> before)
    {
        var end = before.Length;
        var isAssigned = false;
        var isOpened = false;
        var spaces = 0;
        while (end > 0 && Separator(before, end, out var separator) is int length && length > 0)
        {
            isAssigned |= separator is '=' or ':';
            isOpened |= end == before.Length && separator is '\'' or '"' or '(' or '[' or '<' or '`';
            spaces += char.IsWhiteSpace(separator) ? 1 : 0;
            end -= length;
        }

        if (end == 0 || end == before.Length || spaces > 6)
        {
            return SecretPlace.Free;
        }

        var name = LastWord(before.Slice(0, end));
        if (name.IsEmpty)
        {
            return SecretPlace.Free;
        }

        if (!isAssigned && !isOpened)
        {
            return Is(name, "bearer") || Is(name, "basic") ? SecretPlace.Credentials : SecretPlace.Free;
        }

        var word = name.ToString();
        if (!Names.Contains(word))
        {
            return SecretPlace.Free;
        }

        var isCode = Is(name, "code");
        return isCode && Harmless.Contains(LastWord(before.Slice(0, end - name.Length).TrimEnd(" _-.[".AsSpan())).ToString()) ? SecretPlace.Free
            : Numbered.Contains(word) ? SecretPlace.SecretOrNumber
            : SecretPlace.Secret;
    }

    /// <summary>Returns the length of the separator between name and value at the end of a text; 0 for anything else.</summary>
    private static int Separator(ReadOnlySpan<char> text, int end, out char separator)
    {
        if (end >= 3 && text[end - 3] == '%' && TextPiece.At(text.Slice(end - 3, 3)) is { Length: 3, Meaning: var meaning }
            && meaning is '=' or ':' or ' ' or '"' or '\'' or '[' or ']')
        {
            separator = meaning;
            return 3;
        }

        if (end >= 6 && text[end - 1] == ';' && text.Slice(0, end).LastIndexOf('&') is >= 0 and var ampersand
            && TextPiece.At(text.Slice(ampersand, end - ampersand)) is { IsEscaped: true, Meaning: var entity } piece
                && piece.Length == end - ampersand
            && entity is '"' or '\'' or '=' or '<' or '>')
        {
            separator = entity;
            return end - ampersand;
        }

        separator = text[end - 1];
        return char.IsWhiteSpace(separator)
            || separator is '=' or ':' or '>' or '<' or '"' or '\'' or '`' or '[' or ']' or '(' or ')' or '{' or '}' or '\\' ? 1 : 0;
    }

    /// <summary>The last word of a text: "token" for both access_token and accessToken.</summary>
    private static ReadOnlySpan<char> LastWord(ReadOnlySpan<char> text)
    {
        var start = text.Length;
        while (start > 0 && (text[start - 1] | 0x20) is >= 'a' and <= 'z')
        {
            start--;
        }

        var word = text.Slice(start);
        for (var i = word.Length - 1; i > 0; i--)
        {
            if (char.IsUpper(word[i]) && char.IsLower(word[i - 1]))
            {
                return word.Slice(i);
            }
        }

        return word;
    }

    private static bool Is(ReadOnlySpan<char> word, string other) => word.Equals(other.AsSpan(), StringComparison.OrdinalIgnoreCase);
}
