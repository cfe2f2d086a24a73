using System.Globalization;

namespace Atom.OAuth.Sync;

/// <summary>
/// Divides a range into windows, newest first: by calendar months counted from its end, or by a length that the provider prescribes.
/// </summary>
internal static class WindowPlan
{
    /// <summary>The shortest half: a full window that cannot be split further is reported as truncated.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    /// <summary>Divides a range into windows, without the part that was fetched before.</summary>
    /// <param name="range">The range to fetch.</param>
    /// <param name="skip">The range that a previous sync has fetched.</param>
    /// <param name="length">The length of a window; <see langword="null"/> for a calendar month.</param>
    public static IEnumerable<HistoricalSyncWindow> Divide(HistoricalSyncWindow range, HistoricalSyncWindow? skip, TimeSpan? length)
        => skip is { } done
            ? [.. Divide(new(Later(range.From, done.To), range.To), length), .. Divide(new(range.From, Earlier(range.To, done.From)), length)]
            : Divide(range, length);

    /// <summary>Splits a window in two, or returns <see langword="null"/> if it is too short.</summary>
    public static (HistoricalSyncWindow Newer, HistoricalSyncWindow Older)? Halve(HistoricalSyncWindow window)
    {
        var half = TimeSpan.FromMilliseconds(Math.Floor((window.To - window.From).TotalMilliseconds / 2));
        return half < Shortest ? null : (new(window.From + half, window.To), new(window.From, window.From + half));
    }

    /// <summary>Limits a range to what the provider makes available, and describes the limitation.</summary>
    public static (HistoricalSyncWindow Range, string? Limitation) Cut(HistoricalSyncWindow range, int? reachMonths, string provider)
    {
        if (reachMonths is not { } months || range.To.AddMonths(-months) <= range.From)
        {
            return (range, null);
        }

        HistoricalSyncWindow cut = new(range.To.AddMonths(-months), range.To);
        var from = cut.From.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        return (cut, $"{provider} gives out the last {months} months only: the history begins on {from}.");
    }

    private static IEnumerable<HistoricalSyncWindow> Divide(HistoricalSyncWindow range, TimeSpan? length)
    {
        var to = range.To;
        for (var i = 1; to > range.From; i++)
        {
            // Always counted from the end: one month before 31 March is 28 February, but two months before must not be 28 January.
            var from = length is { } fixedLength ? range.To - (fixedLength * i) : range.To.AddMonths(-i);
            from = Later(from, range.From);
            yield return new(from, to);
            to = from;
        }
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
