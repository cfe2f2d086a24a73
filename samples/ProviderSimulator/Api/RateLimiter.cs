using System.Collections.Concurrent;

namespace Atom.OAuth.Simulation.Api;

/// <summary>A rate limit: so many calls in a span of time, and how the provider says when to come back.</summary>
internal sealed record RateLimit(int Calls, TimeSpan Per, RetryAfterForm Form);

/// <summary>Counts the calls of each grant in fixed windows.</summary>
internal sealed class RateLimiter(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Provider, string Grant, long Window), int> _calls = new();

    /// <summary>Counts a call.</summary>
    /// <returns>How long to wait; <see langword="null"/> when it is within the limit.</returns>
    public TimeSpan? Count(string provider, string grant, RateLimit limit)
    {
        long now = time.GetUtcNow().UtcTicks, window = now / limit.Per.Ticks;
        int calls = _calls.AddOrUpdate((provider, grant, window), 1, static (_, count) => count + 1);
        return calls > limit.Calls ? TimeSpan.FromTicks(((window + 1) * limit.Per.Ticks) - now) : null;
    }
}
