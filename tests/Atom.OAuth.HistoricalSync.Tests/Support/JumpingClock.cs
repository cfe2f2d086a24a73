namespace Atom.OAuth.HistoricalSync.Tests.Support;

/// <summary>A wall clock that can be set, as by an administrator or NTP. Elapsed time is not affected.</summary>
internal sealed class JumpingClock : TimeProvider
{
    private long _ahead;

    public void Jump(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));
}
