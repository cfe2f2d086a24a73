namespace Atom.OAuth.HistoricalSync.Tests.Support;

/// <summary>A wall clock that can be set, as an administrator or NTP sets it. What is measured by stopwatch goes on evenly.</summary>
internal sealed class JumpingClock : TimeProvider
{
    private long _ahead;

    public void Jump(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));
}
