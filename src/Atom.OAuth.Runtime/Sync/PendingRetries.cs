using System.Collections.Concurrent;

namespace Atom.OAuth.Sync;

/// <summary>
/// Tracks how often the start of a pending sync has failed, and when to retry it: after a delay that doubles each time, up to an hour.
/// </summary>
internal sealed class PendingRetries(TimeProvider time, TimeSpan first)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(string?, string, string), (int Failures, DateTimeOffset DueAt)> _failed = new();

    public bool IsDue(HistoricalSyncRequest request, DateTimeOffset now) => Last(request).DueAt <= now;

    public int Failures(HistoricalSyncRequest request) => Last(request).Failures;

    public void Note(HistoricalSyncRequest request, bool isStarted)
    {
        if (isStarted)
        {
            _failed.TryRemove(request.Key, out _);
            return;
        }

        var failures = Failures(request) + 1;
        var wait = Math.Min(first.Ticks * Math.Pow(2, failures - 1), Math.Max(Longest.Ticks, first.Ticks));
        _failed[request.Key] = (failures, time.GetUtcNow() + TimeSpan.FromTicks((long)wait));
    }

    private (int Failures, DateTimeOffset DueAt) Last(HistoricalSyncRequest request)
        => _failed.TryGetValue(request.Key, out var last) ? last : (0, DateTimeOffset.MinValue);

    /// <summary>Removes requests that are no longer pending.</summary>
    public void Keep(IEnumerable<HistoricalSyncRequest> pending)
    {
        if (_failed.IsEmpty)
        {
            return;
        }

        HashSet<(string?, string, string)> keys = [.. pending.Select(request => request.Key)];
        foreach (var key in _failed.Keys.Where(key => !keys.Contains(key)).ToArray())
        {
            _failed.TryRemove(key, out _);
        }
    }
}
