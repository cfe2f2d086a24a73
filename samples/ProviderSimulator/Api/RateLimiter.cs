using System.Collections.Concurrent;

namespace Atom.OAuth.Simulation.Api;

/// <summary>A rate limit: so many calls in a span of time, and how the provider says when to come back.</summary>
internal sealed record RateLimit(int Calls, TimeSpan Per, RetryAfterForm Form)
{
    /// <summary>The limit with what the options make tighter.</summary>
    public RateLimit With(SimulatorOptions options) => this with
    {
        Calls = Math.Min(Calls, options.LimitCalls ?? Calls),
        Per = options.LimitSpan is { } span && span < Per ? span : Per,
    };
}

/// <summary>Counts the calls of each grant in fixed windows: those of a day begin at midnight UTC.</summary>
internal sealed class RateLimiter(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Provider, string Grant, RateLimit Limit, long Window), int> _calls = new();
    private readonly ConcurrentDictionary<string, int> _refused = new(StringComparer.Ordinal);

    /// <summary>How many calls of a provider were refused.</summary>
    public int Refused(string provider) => _refused.GetValueOrDefault(provider);

    /// <summary>Counts a call.</summary>
    /// <returns>How long to wait; <see langword="null"/> when it is within the limit.</returns>
    public TimeSpan? Count(string provider, string grant, RateLimit limit)
    {
        long now = time.GetUtcNow().UtcTicks, window = now / limit.Per.Ticks;
        var calls = _calls.AddOrUpdate((provider, grant, limit, window), 1, static (_, count) => count + 1);
        if (calls <= limit.Calls)
        {
            return null;
        }

        _refused.AddOrUpdate(provider, 1, static (_, count) => count + 1);
        return TimeSpan.FromTicks(((window + 1) * limit.Per.Ticks) - now);
    }
}
