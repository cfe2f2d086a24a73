using CsCheck;

namespace Atom.OAuth.HistoricalSync.Tests;

/// <summary>Windows by calendar month: half-open, newest first, without gaps or overlaps.</summary>
public sealed class WindowPlanTests
{
    [Theory]
    [InlineData("2026-03-31T12:00:00Z", 3, "2025-12-31T12:00:00Z", "2026-01-31T12:00:00Z", "2026-02-28T12:00:00Z", "2026-03-31T12:00:00Z")]
    [InlineData("2024-02-29T00:00:00Z", 2, "2023-12-29T00:00:00Z", "2024-01-29T00:00:00Z", "2024-02-29T00:00:00Z")]
    [InlineData("2025-02-28T23:59:59Z", 1, "2025-01-28T23:59:59Z", "2025-02-28T23:59:59Z")]
    public void Months_EndAndLeapDay(string to, int months, params string[] bounds)
    {
        HistoricalSyncRequest request = new("slack", "u", null, Time(to), months);
        HistoricalSyncWindow[] windows = [.. Sync.WindowPlan.Divide(new(request.From, request.RequestedAt), null, null)];
        DateTimeOffset[] expected = [.. bounds.Select(Time).Reverse()];
        Assert.Equal(expected, windows.Select(window => window.To).Append(windows[^1].From));
    }

    [Fact]
    public void DaylightSaving_MakesNoDayLongerOrShorter()
    {
        // In Berlin, the clocks change on 29 March 2026; windows are computed in UTC, even if the request used local time.
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var local = TimeZoneInfo.ConvertTime(Time("2026-04-02T10:00:00Z"), berlin);
        HistoricalSyncRequest request = new("slack", "u", null, local, 1);
        Assert.All(
            Sync.WindowPlan.Divide(new(request.From, request.RequestedAt), null, TimeSpan.FromDays(1)),
            window => Assert.Equal(TimeSpan.FromDays(1), window.To - window.From));
    }

    [Fact]
    public void AnyRange_IsCoveredOnce()
        => Gen.Select(Gen.DateTime[new(2000, 1, 1), new(2040, 1, 1)], Gen.Int[1, 60], Gen.Int[0, 4], Gen.Int[-40, 40], Gen.Int[1, 60]).Sample(
        (end, months, kind, shift, skipped) =>
        {
            DateTimeOffset to = new(DateTime.SpecifyKind(end, DateTimeKind.Utc));
            HistoricalSyncWindow range = new(to.AddMonths(-months), to);
            HistoricalSyncWindow? skip = kind == 0 ? null : new(to.AddDays(shift).AddMonths(-skipped), to.AddDays(shift));
            TimeSpan? length = kind switch { 2 => TimeSpan.FromDays(1), 3 => TimeSpan.FromDays(7), _ => null };
            HistoricalSyncWindow[] windows = [.. Sync.WindowPlan.Divide(range, skip, length)];
            Assert.All(windows, window => Assert.True(window.From < window.To && window.From >= range.From && window.To <= range.To));
            Assert.Equal(windows.OrderByDescending(window => window.From), windows);
            Assert.All(windows.Zip(windows.Skip(1)), pair => Assert.True(pair.Second.To <= pair.First.From));

            // Time outside the windows was fetched before.
            var covered = windows.Aggregate(TimeSpan.Zero, (sum, window) => sum + (window.To - window.From));
            var expected = (range.To - range.From) - Overlap(range, skip);
            Assert.Equal(expected, covered);
        },
        iter: 2_000);

    [Fact]
    public void Halves_CoverTheWindow()
    {
        HistoricalSyncWindow window = new(Time("2026-01-01T00:00:00Z"), Time("2026-02-01T00:00:00Z"));
        (var newer, var older) = Sync.WindowPlan.Halve(window)!.Value;
        Assert.Equal((window.From, older.To, window.To), (older.From, newer.From, newer.To));
        Assert.Null(Sync.WindowPlan.Halve(new(window.From, window.From.AddMinutes(1.5))));
    }

    private static TimeSpan Overlap(HistoricalSyncWindow range, HistoricalSyncWindow? skip)
    {
        if (skip is not { } done)
        {
            return TimeSpan.Zero;
        }

        var from = done.From > range.From ? done.From : range.From;
        var to = done.To < range.To ? done.To : range.To;
        return to > from ? to - from : TimeSpan.Zero;
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
