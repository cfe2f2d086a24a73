using Microsoft.Extensions.Time.Testing;

namespace Atom.OAuth.Tests.State.Support;

/// <summary>A clock that only moves while something waits: it lets the test act, and jumps to the end of the wait.</summary>
internal sealed class StillClock : FakeTimeProvider
{
    public StillClock()
        : base(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Gets or sets what happens during a wait.</summary>
    public Func<Task> DuringWait { get; set; } = () => Task.CompletedTask;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _ = Task.Run(async () =>
        {
            await DuringWait();
            Advance(dueTime);
        });
        return timer;
    }
}
