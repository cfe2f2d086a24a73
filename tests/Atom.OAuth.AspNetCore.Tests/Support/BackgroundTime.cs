using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Atom.OAuth.AspNetCore.Tests.Support;

/// <summary>
/// A clock that the test controls, which records the timers. The host does not wait until a background service has created its timer (since
/// .NET 10, all of ExecuteAsync runs as a separate task), and moving the clock before that would have no effect.
/// </summary>
internal sealed class BackgroundTime() : FakeTimeProvider(DateTimeOffset.UtcNow)
{
    private readonly ConcurrentDictionary<TimeSpan, bool> _periods = new();

    /// <summary>Waits for the timer of a service that runs at intervals of <paramref name="period"/>.</summary>
    public Task TimerAsync(TimeSpan period) => Eventually.HoldsAsync(() => _periods.ContainsKey(period));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _periods[period] = true;
        return timer;
    }
}
