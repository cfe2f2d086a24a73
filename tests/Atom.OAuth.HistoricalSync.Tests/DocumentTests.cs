using System.Reflection;
using System.Text.RegularExpressions;

namespace Atom.OAuth.HistoricalSync.Tests;

/// <summary>docs/historical-sync.md contains the compiled code and the values of the code's tables, and refers to existing tests.</summary>
public partial class DocumentTests
{
    private static readonly string Page = Repository.Read("docs/historical-sync.md");

    public static TheoryData<string> Steps => [.. Regions().Keys];

    [Theory]
    [MemberData(nameof(Steps))]
    public void Step_IsInTheGuide(string name) => Assert.Contains("```csharp\n" + Regions()[name] + "```\n", Page, StringComparison.Ordinal);

    [Fact]
    public void Guide_HasNoOtherCode() => Assert.Equal(Regions().Count, CSharpBlock().Count(Page));

    [Fact]
    public void Transitions_AreTheTableOfTheCode()
    {
        IEnumerable<string> rows = Sync.SyncTransitions.All
            .OrderBy(row => row.From).ThenBy(row => row.Trigger)
            .GroupBy(row => row.From)
            .Select(rows => $"| {Sync.LedgerText.Of(rows.Key)} | {string.Join(", ", rows.Select(row => $"{Words(row.Trigger)} → {Sync.LedgerText.Of(row.To)}"))} |");
        Assert.Contains(string.Join('\n', rows) + "\n", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_AreTheTableOfTheCode()
    {
        var rows = HistoricalSyncLimits.All.Select(limit =>
            $"| {limit.IntegrationId} | {limit.Kind ?? "any"} | {limit.AppType ?? "usual"} | {(limit.WindowLength is { } length ? $"{length.TotalDays:0} day" : "month")} | "
            + $"{(limit.ReachMonths is { } months ? $"{months} months" : "all")} | {limit.PageSize?.ToString("N0", System.Globalization.CultureInfo.InvariantCulture) ?? "–"} | "
            + $"{string.Join("; ", limit.Budgets.Select(Budget).DefaultIfEmpty("–"))} | {limit.Source} |");
        Assert.Contains(string.Join('\n', rows) + "\n", Page, StringComparison.Ordinal);

        static string Budget(HistoricalSyncBudget budget)
            => string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{budget.Requests:N0} / {(budget.IsDaily ? "day, reset at midnight UTC" : $"{budget.Per.TotalSeconds:0} s")}")
                + (budget.Scope == HistoricalSyncBudgetScope.Connection ? string.Empty : $" for the {budget.Scope.ToString().ToLowerInvariant()}");
    }

    [Fact]
    public void EachPromise_NamesATestThatExists()
    {
        string[] named = [.. TestName().Matches(Page).Select(match => match.Groups[1].Value).Distinct()];
        HashSet<string> tests =
        [
            .. typeof(DocumentTests).Assembly.GetTypes()
                .SelectMany(type => type.GetMethods()
                    .Where(method => method.GetCustomAttributes<FactAttribute>().Any())
                    .Select(method => $"{type.Name}.{method.Name}")),
        ];
        Assert.Empty(named.Except(tests));
        Assert.True(named.Length > 15, $"The page names {named.Length} tests.");
    }

    [GeneratedRegex("`([A-Za-z]+Tests\\.\\w+)`")]
    private static partial Regex TestName();

    [GeneratedRegex("```csharp\n")]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"^( *)#region (\w+)\n(.*?)^ *#endregion\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Region();

    private static string Words(Sync.SyncTrigger trigger) => trigger switch
    {
        Sync.SyncTrigger.LoseAuthorization => "authorization lost",
        _ => trigger.ToString().ToLowerInvariant(),
    };

    private static Dictionary<string, string> Regions()
        => Region().Matches(Repository.Read("tests/Atom.OAuth.HistoricalSync.Tests/GuideCode.cs"))
            .ToDictionary(match => match.Groups[2].Value, match => Outdent(match.Groups[3].Value, match.Groups[1].Length));

    private static string Outdent(string code, int spaces) =>
        string.Join('\n', code.Split('\n').Select(line => line.Length >= spaces ? line[spaces..] : line));
}
