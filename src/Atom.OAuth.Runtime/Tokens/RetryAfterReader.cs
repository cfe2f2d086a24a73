using System.Globalization;

namespace Atom.OAuth.Tokens;

/// <summary>Reads how long a provider asks clients to wait.</summary>
internal static class RetryAfterReader
{
    /// <summary>A wait of more than a month is considered a mistake of the provider.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <summary>Headers with a number, and its unit in seconds; the first one present counts.</summary>
    private static readonly (string Name, double Unit)[] Headers =
    [
        ("Retry-After", 1),
        ("X-RateLimit-Reset-After", 1), // Discord, topics/rate-limits
        ("x-rate-limit-api-token-interval-ms", 0.001), // Trello: the window that the limit counts in
        ("X-HubSpot-RateLimit-Interval-Milliseconds", 0.001), // HubSpot, changelog of 2018-11-06
    ];

    /// <summary>Reads the headers, then the number of seconds in the body.</summary>
    public static TimeSpan? Read(HttpResponseMessage response, string? bodySeconds, TimeProvider time, bool isThrottled)
    {
        foreach ((var name, var unit) in Headers)
        {
            // The window of a limit is in every response; it says when to retry only if the limit was hit.
            var counts = isThrottled || name == "Retry-After";
            if (counts && response.Headers.TryGetValues(name, out var values))
            {
                TimeSpan? longest = null;
                foreach (var value in values)
                {
                    longest = Longer(longest, Parse(value, unit, time));
                }

                if (longest is not null)
                {
                    return longest;
                }
            }
        }

        return Seconds(bodySeconds, 1);
    }

    /// <summary>Reads seconds, an HTTP date (RFC 9110, section 5.6.7) or an ISO 8601 time.</summary>
    private static TimeSpan? Parse(string value, double unit, TimeProvider time)
    {
        if (value.AsSpan().IndexOf(':') < 0)
        {
            // A proxy has merged two headers: "12, 13". The longer wait satisfies both.
            TimeSpan? longest = null;
            foreach (var part in value.Split(','))
            {
                longest = Longer(longest, Seconds(part, unit));
            }

            return longest;
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;
        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, Utc, out var date) ? Bounded(date - time.GetUtcNow()) : null;
    }

    private static TimeSpan? Longer(TimeSpan? one, TimeSpan? other) => one is null || other > one ? other : one;

    private static TimeSpan? Seconds(string? text, double unit)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            && seconds >= 0 && seconds * unit <= Longest.TotalSeconds
                ? TimeSpan.FromSeconds(seconds * unit)
                : null;

    private static TimeSpan? Bounded(TimeSpan wait)
        => wait > Longest ? null : wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
}
