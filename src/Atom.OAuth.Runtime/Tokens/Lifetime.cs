using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace Atom.OAuth.Tokens;

/// <summary>Reads when a token ends. What makes no sense counts as not known: a refresh too early is better than a token that is believed to live for ever.</summary>
internal static class Lifetime
{
    // About 31 years: no token lives that long, and a time since 1970 in place of a number of seconds begins here.
    private const double Longest = 1e9;

    /// <summary>Reads <c>expires_in</c>: seconds as a number or as a string.</summary>
    public static DateTimeOffset? Read(ref Utf8JsonReader reader, TimeProvider time) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.TryGetDouble(out double seconds) ? After(seconds, time) : null,
        JsonTokenType.String => Read(JsonText.Read(ref reader), time),
        _ => null,
    };

    /// <summary>Reads a number of seconds.</summary>
    public static DateTimeOffset? Read(string? seconds, TimeProvider time)
        => double.TryParse(seconds, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? After(value, time) : null;

    /// <summary>Reads the <c>exp</c> of a JWT (RFC 7519, section 4.1.4). The signature is not looked at: only the provider reads the token.</summary>
    public static DateTimeOffset? OfJwt(string token)
    {
        int start = token.IndexOf('.') + 1;
        int end = start > 0 ? token.IndexOf('.', start) : -1;
        if (end < 0)
        {
            return null;
        }

        try
        {
            using JsonDocument claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token.AsSpan(start, end - start)));
            return JsonText.TryGet(claims.RootElement, "exp", out JsonElement exp)
                && exp.ValueKind == JsonValueKind.Number
                && exp.TryGetDouble(out double seconds)
                && seconds is > 0 and < 253402300800
                    ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
                    : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }

    private static DateTimeOffset? After(double seconds, TimeProvider time)
    {
        DateTimeOffset now = time.GetUtcNow();
        return seconds is > 0 and < Longest && now < DateTimeOffset.MaxValue - TimeSpan.FromSeconds(Longest)
            ? now + TimeSpan.FromSeconds(seconds)
            : null;
    }
}
