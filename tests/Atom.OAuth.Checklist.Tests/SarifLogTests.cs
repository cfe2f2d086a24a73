using Atom.OAuth.Checklist.Input;

namespace Atom.OAuth.Checklist.Tests;

public sealed class SarifLogTests
{
    [Fact]
    public void Read_GivesRulesReportsAndSuppressions_OfALogThatTheCompilerWrote()
    {
        var log = SarifLog.Read(Repository.PathOf("tests/Atom.OAuth.Checklist.Tests/Recorded/suppressed.sarif.json"));

        Assert.Equal(["ATOM001", "ATOM007"], log.Rules.Order());
        Assert.Equal(
            [
                ("ATOM007", 4, 33, null),
                ("ATOM007", 6, 34, "Pragma Directive"),
                ("ATOM007", 9, 34, "SuppressMessageAttribute: Old accounts."),
            ],
            log.Reports.Select(static report => (report.Rule, report.Line, report.Column, report.Suppression)).Order());
        Assert.All(log.Reports, static report => Assert.EndsWith("A.cs", report.File, StringComparison.Ordinal));
        Assert.All(log.Reports, static report => Assert.StartsWith("HubSpot has retired the endpoint", report.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_LeavesOutTheRulesThatTheConfigurationSwitchedOff() =>
        Assert.Empty(SarifLog.Read(Repository.PathOf("tests/Atom.OAuth.Checklist.Tests/Recorded/rules-off.sarif.json")).Rules);

    [Fact]
    public void Read_TakesTheProviderFromTheProperties()
    {
        using var solution = new Solution().With("A.cs", "// ATOM001 Slack\n// ATOM003\n");
        solution.WriteLog();

        Assert.Equal(
            [("ATOM001", "Slack"), ("ATOM003", null)],
            SarifLog.Read(solution.Log).Reports.Select(static report => (report.Rule, report.Provider)));
    }

    /// <summary>Diagnostics about options are not places in an integration.</summary>
    [Fact]
    public void Read_TakesTheRulesOnly()
    {
        using var solution = new Solution().With("A.cs", "// ATOM001 Slack\n// ATOMOAUTH004\n");
        solution.WriteLog();

        Assert.Equal("ATOM001", Assert.Single(SarifLog.Read(solution.Log).Reports).Rule);
    }

    [Theory]
    [InlineData("""{ "version": "1.0.0", "runs": [] }""", "is a log of the version 1.0.0, not 2.1.")]
    [InlineData("""{ "runs": [] }""", "is a log of the version ?, not 2.1.")]
    [InlineData("""{ "version": "2.1.0" }""", "is no SARIF log:")]
    [InlineData("""{ "version": "2.1.0", "runs": [{ "results": [{ "ruleId": "ATOM001" }] }] }""", "is no SARIF log:")]
    [InlineData("[]", "is no SARIF log:")]
    [InlineData("<html>", "is no SARIF log:")]
    [InlineData("", "is no SARIF log:")]
    public void Read_SaysWhatIsWrong_AndHowToGetALog(string text, string reason)
    {
        using TemporaryFolder folder = new();
        folder.Write("a.sarif", text);

        var exception = Assert.Throws<ChecklistException>(() => SarifLog.Read(folder["a.sarif"]));

        Assert.Contains($"{folder["a.sarif"]} {reason}", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("Build with -p:ErrorLog=FILE%2Cversion=2.1.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SaysThatAFileIsMissing()
    {
        var exception = Assert.Throws<ChecklistException>(() => SarifLog.Read("/nowhere/a.sarif"));

        Assert.StartsWith("/nowhere/a.sarif cannot be read: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TakesReportsWithoutAPlace()
    {
        using TemporaryFolder folder = new();
        folder.Write("a.sarif", """
            { "version": "2.1.0", "runs": [{ "results": [{ "ruleId": "ATOM001", "message": { "text": "m" } }], "tool": { "driver": { "rules": [{ "id": "ATOM001" }] } } }] }
            """);

        Assert.Equal([new Report("ATOM001", "m", "", 0, 0, 0, 0, null, null)], SarifLog.Read(folder["a.sarif"]).Reports);
    }

    /// <summary>
    /// The compiler's output for a diagnostic that a suppressor suppressed: the checklist counts it, because it has its own baseline.
    /// </summary>
    [Fact]
    public void Read_TakesNoBaselineOfTheBuildForASuppression()
    {
        using TemporaryFolder folder = new();
        folder.Write("a.sarif", $$"""
            { "version": "2.1.0", "runs": [{ "results": [{
                "ruleId": "ATOM001", "message": { "text": "m" },
                "suppressions": [{ "kind": "inSource", "properties": { "suppressionType": "DiagnosticSuppressor { Suppression Id: ATOM001B, Suppression Justification: {{Atom.OAuth.Baseline.BaselineSuppressor.Justification}} }" } }]
              }], "tool": { "driver": { "rules": [{ "id": "ATOM001" }] } } }] }
            """);

        Assert.Null(Assert.Single(SarifLog.Read(folder["a.sarif"]).Reports).Suppression);
    }
}
