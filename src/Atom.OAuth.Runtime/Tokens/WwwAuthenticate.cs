using System.Text;

namespace Atom.OAuth.Tokens;

/// <summary>Reads the error of a <c>WWW-Authenticate: Bearer error="…", error_description="…"</c> header (RFC 6750, section 3).</summary>
internal static class WwwAuthenticate
{
    /// <summary>Gets the first error in a challenge, or <see langword="null"/>.</summary>
    public static ErrorDetails? Error(HttpResponseMessage response)
    {
        // On some platforms the typed collection throws for an invalid header, which is treated as no error.
        foreach (var challenge in response.Headers.WwwAuthenticate)
        {
            var parameters = Parameters(challenge.Parameter);
            if (parameters.TryGetValue("error", out var code) && !string.IsNullOrWhiteSpace(code))
            {
                parameters.TryGetValue("error_description", out var description);
                parameters.TryGetValue("error_uri", out var uri);
                return new ErrorDetails { Code = code, Description = description, Uri = uri };
            }
        }

        return null;
    }

    /// <summary>Splits <c>name="value", name=value</c>; a quoted comma belongs to the value.</summary>
    private static Dictionary<string, string> Parameters(string? text)
    {
        Dictionary<string, string> parameters = new(StringComparer.OrdinalIgnoreCase);
        var position = 0;
        while (text is not null && position < text.Length)
        {
            var equals = text.IndexOf('=', position);
            if (equals < 0)
            {
                break;
            }

            var name = text.Substring(position, equals - position).Trim(' ', '\t', ',');
            for (position = equals + 1; position < text.Length && text[position] == ' '; position++)
            {
                // RFC 9110, section 11.2, allows white space that senders should not generate.
            }

            parameters[name] = Value(text, ref position);
        }

        return parameters;
    }

    private static string Value(string text, ref int position)
    {
        if (position >= text.Length || text[position] != '"')
        {
            var comma = text.IndexOf(',', position);
            var end = comma < 0 ? text.Length : comma;
            var token = text.Substring(position, end - position).Trim();
            position = end;
            return token;
        }

        StringBuilder value = new();
        for (position++; position < text.Length && text[position] != '"'; position++)
        {
            if (text[position] == '\\' && position + 1 < text.Length)
            {
                position++;
            }

            value.Append(text[position]);
        }

        position++;
        return value.ToString();
    }
}
