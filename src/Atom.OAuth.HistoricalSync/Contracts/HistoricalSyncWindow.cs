using System.Globalization;

namespace Atom.OAuth;

/// <summary>A span of time that is fetched as one: <see cref="From"/> belongs to it, <see cref="To"/> does not. Both are UTC.</summary>
/// <param name="From">The beginning, inclusive.</param>
/// <param name="To">The end, exclusive.</param>
public readonly record struct HistoricalSyncWindow(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Tells whether a moment lies in the window.</summary>
    /// <param name="moment">The moment.</param>
    public bool Contains(DateTimeOffset moment) => moment >= From && moment < To;

    /// <summary>Returns both ends as ISO 8601 writes an interval, in UTC and to the millisecond.</summary>
    public override string ToString() => Text(From) + "/" + Text(To);

    private static string Text(DateTimeOffset moment)
        => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
