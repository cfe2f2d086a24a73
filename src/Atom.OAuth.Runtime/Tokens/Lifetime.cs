using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace Atom.OAuth.Tokens;

/// <summary>
/// Reads when a token expires. Refreshing too early is better than treating a token as unlimited: a lifetime of zero or less means expired.
/// </summary>
internal static class Lifetime
{
    // About 31 years: no token lives that long, so larger numbers are Unix times instead of a number of seconds.
    private const double Longest = 1e9;

    // The same, as a Unix time in milliseconds.
    private const double FirstMilliseconds = 1e12;

    // The first second after the year 9999.
    private const double EndOfTime = 253402300800;

    /// <summary>Reads <c>expires_in</c>: seconds as a number or a string or, from some providers, the expiry time.</summary>
    public static DateTimeOffset? Read(ref Utf8JsonReader reader, TimeProvider time) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.TryGetDouble(out var seconds) ? After(seconds, time) : null,
        JsonTokenType.String => Read(JsonText.Read(ref reader), time),
        _ => null,
    };

    /// <summary>Reads a number of seconds, or an expiry time.</summary>
    public static DateTimeOffset? Read(string? seconds, TimeProvider time)
        => double.TryParse(seconds, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? After(value, time) : Date(seconds);

    /// <summary>
    /// Reads the <c>exp</c> of a JWT (RFC 7519, section 4.1.4). The signature is not verified: only the provider relies on the token.
    /// </summary>
    public static DateTimeOffset? OfJwt(string token)
    {
        var start = token.IndexOf('.') + 1;
        var end = start > 0 ? token.IndexOf('.', start) : -1;
        if (end < 0)
        {
            return null;
        }

        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token.AsSpan(start, end - start)));
            return JsonText.TryGet(claims.RootElement, "exp", out var exp)
                && exp.ValueKind == JsonValueKind.Number
                && exp.TryGetDouble(out var seconds)
                && seconds is > 0 and < EndOfTime
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
        var now = time.GetUtcNow();
        return seconds switch
        {
            <= 0 => now,
            < Longest => now < DateTimeOffset.MaxValue - TimeSpan.FromSeconds(Longest) ? now + TimeSpan.FromSeconds(seconds) : null,
            < EndOfTime when seconds < FirstMilliseconds => DateTimeOffset.FromUnixTimeSeconds((long)seconds),
            < EndOfTime * 1000 when seconds >= FirstMilliseconds => DateTimeOffset.FromUnixTimeMilliseconds((long)seconds),
            _ => null,
        };
    }

    /// <summary>Reads a formatted time (ISO 8601 or RFC 9110).</summary>
    private static DateTimeOffset? Date(string? text)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

        // A date without a time of day is not precise enough, and malformed numbers must not be read as dates.
        return text is not null && text.AsSpan().IndexOf(':') >= 0 && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var end)
            ? end
            : null;
    }
}
