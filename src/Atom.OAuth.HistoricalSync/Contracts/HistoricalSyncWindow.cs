using System.Globalization;

namespace Atom.OAuth;

/// <summary>A span of time that is fetched as a unit, in UTC.</summary>
/// <param name="From">The start, inclusive.</param>
/// <param name="To">The end, exclusive.</param>
public readonly record struct HistoricalSyncWindow(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Determines whether a point in time lies in the window.</summary>
    /// <param name="moment">The point in time.</param>
    public bool Contains(DateTimeOffset moment) => moment >= From && moment < To;

    /// <summary>Returns the window as an ISO 8601 interval, in UTC with milliseconds.</summary>
    public override string ToString() => Text(From) + "/" + Text(To);

    private static string Text(DateTimeOffset moment)
        => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
