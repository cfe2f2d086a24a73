namespace Atom.OAuth.AspNetCore.Tests.Support;

/// <summary>
/// A clock on which waits end immediately, and move it by their duration. Records the waits. Longer ones are timeouts, and run in real time.
/// </summary>
internal sealed class SteppingTime(TimeSpan longest) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _waits = [];
    private DateTimeOffset _now = DateTimeOffset.UtcNow;

    /// <summary>Gets or sets what happens in a wait; the argument is the number of previous waits.</summary>
    public Action<int> OnWait { get; set; } = _ => { };

    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_lock)
            {
                return [.. _waits];
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime <= TimeSpan.Zero || dueTime > longest)
        {
            return System.CreateTimer(callback, state, dueTime, period);
        }

        int before;
        lock (_lock)
        {
            before = _waits.Count;
            _waits.Add(dueTime);
            _now += dueTime;
        }

        OnWait(before);
        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
