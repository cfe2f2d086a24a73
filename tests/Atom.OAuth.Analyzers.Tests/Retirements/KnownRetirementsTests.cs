using System.Globalization;
using System.Text;
using Atom.OAuth.Analyzers.Retirements;

namespace Atom.OAuth.Analyzers.Tests.Retirements;

/// <summary>Retirements: each entry has a source, all dates are valid, and the pages match.</summary>
public sealed class KnownRetirementsTests
{
    private static IEnumerable<(string Provider, Retirement Retirement)> All =>
        KnownRetirements.All.SelectMany(static provider => provider.Entries.Select(entry => (provider.Provider, entry)));

    [Fact]
    public void EveryEntry_HasASourceThatAReaderCanFollow() =>
        Assert.All(All, static entry => Assert.True(SourceLinks.CanBeFollowed(entry.Retirement.Source), entry.ToString()));

    [Fact]
    public void EveryDay_IsADayOrAMonth() => Assert.All(Days, static day => Assert.True(
        DateOnly.TryParseExact(day, ["yyyy-MM-dd", "yyyy-MM"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _), day));

    /// <summary>The catalogue's date must not be older than that of its sources.</summary>
    [Fact]
    public void TheDayOfTheCatalogue_IsNotBeforeItsSources()
    {
        var cited = All.Select(static entry => entry.Retirement.Source)
            .SelectMany(static source => source.Split('(', ')'))
            .Where(static part => DateOnly.TryParseExact(part, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));

        Assert.True(DateOnly.TryParseExact(KnownRetirements.AsOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
        Assert.All(cited, static day => Assert.True(string.CompareOrdinal(day, KnownRetirements.AsOf) <= 0, day));
    }

    [Fact]
    public void EveryPattern_HasTheWordOfItsProvider() => Assert.All(KnownRetirements.All, static provider =>
        Assert.All(provider.Entries.OfType<RetiredUrl>().SelectMany(static url => url.Patterns.Concat(url.Except)), pattern =>
            Assert.Contains(provider.HostWord, pattern, StringComparison.Ordinal)));

    [Fact]
    public void ThatWhichIsFixed_IsMarked() => Assert.All(
        All.Select(static entry => entry.Retirement).OfType<RetiredUrl>(),
        static url => Assert.All(url.Patterns, pattern => Assert.Equal(url.Fix is not null, pattern.Contains('[', StringComparison.Ordinal))));

    [Fact]
    public void WhatIsDeprecated_HasNoDay() => Assert.All(
        All.Where(static entry => entry.Retirement.Kind == RetirementKind.Deprecated), static entry => Assert.Null(entry.Retirement.On));

    [Fact]
    [Trait("Category", Generated.Category)]
    public void Page_HasTheTable()
    {
        StringBuilder table = new("| provider | what | state | instead | fix |\n| --- | --- | --- | --- | --- |");
        foreach (var (provider, retirement) in All)
        {
            var shown = string.Join(", ", retirement.Shown.Select(static shown => $"`{shown.Replace("|", "\\|", StringComparison.Ordinal)}`"));
            var isFixed = retirement is RetiredUrl { Fix: not null };
            table.Append(
                CultureInfo.InvariantCulture,
                $"\n| {provider} | {shown} | {State(retirement)}; {SourceLinks.Render(retirement.Source)} | {Cell(retirement)} | {(isFixed ? "yes" : "")} |");
        }

        Generated.AssertSection("docs/rules/ATOM007.md", "retirements", table.ToString());
    }

    [Fact]
    [Trait("Category", Generated.Category)]
    public void Deadlines_AreThoseAhead()
    {
        var ahead = All
            .SelectMany(static entry => DaysOf(entry.Retirement).Select(day => (entry.Provider, entry.Retirement, day.On, day.Shown)))
            .Concat(Deadline.Others.Select(static other => (other.Provider, (Retirement)new RetiredUrl(
                RetirementKind.Ends, other.Source)
            { Instead = other.Instead }, other.On, other.What)))
            .Where(static entry => !KnownRetirements.IsPast(entry.On))
            .OrderBy(static entry => entry.On, StringComparer.Ordinal).ThenBy(static entry => entry.Provider, StringComparer.Ordinal);
        StringBuilder page = new($"""
            # Deadlines

            Upcoming retirements of the integrations' providers, by date, as of {KnownRetirements.AsOf}. Generated from the provider catalogue; a test compares.
            [ATOM007](rules/ATOM007.md) finds these in code if a literal shows them, and those that are already in effect.

            | date | provider | what | effect | instead | source |
            | --- | --- | --- | --- | --- | --- |

            """);
        foreach (var (provider, retirement, on, shown) in ahead)
        {
            var then = retirement.Kind == RetirementKind.Unsupported ? "support ends" : "ends";
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {on} | {provider} | {shown} | {then} | {Cell(retirement)} | {SourceLinks.Render(retirement.Source)} |\n");
        }

        Generated.AssertFile("docs/deadlines.md", page.ToString());
        Assert.Equal("2026-12-04", ahead.First().On);
    }

    private static IEnumerable<string> Days =>
        All.SelectMany(static entry => DaysOf(entry.Retirement))
            .Select(static day => day.On)
            .Concat(Deadline.Others.Select(static other => other.On));

    private static IEnumerable<(string On, string Shown)> DaysOf(Retirement retirement)
    {
        var shown = string.Join(", ", retirement.Shown.Select(static shown => $"`{shown.Replace("|", "\\|", StringComparison.Ordinal)}`"));
        return (retirement.On is { } on ? [(on, shown)] : Array.Empty<(string, string)>())
            .Concat((retirement as RetiredUrl)?.ByNumber.Select(static version => (version.On, $"`v{version.Number}.0` of the Graph API")) ?? []);
    }

    private static string State(Retirement retirement) => (retirement.Kind, retirement) switch
    {
        (_, RetiredUrl { ByNumber: [_, ..] versions }) =>
            string.Join(
                ", ",
                versions.Select(static version => $"v{version.Number}.0 {(KnownRetirements.IsPast(version.On) ? "gone since" : "ends")} {version.On}")) + ", older ones gone",
        (RetirementKind.Deprecated, _) => "deprecated",
        (RetirementKind.Unsupported, _) => $"unsupported from {retirement.On}",
        (_, { On: null }) => "gone",
        _ => $"{(KnownRetirements.IsPast(retirement.On!) ? "gone since" : "ends")} {retirement.On}",
    };

    private static string Cell(Retirement retirement) =>
        string.Join(". ", new[] { retirement.Instead?.Replace('\'', '`') ?? "nothing", retirement.Note }.OfType<string>());
}
