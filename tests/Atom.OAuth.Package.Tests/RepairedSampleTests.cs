namespace Atom.OAuth.Package.Tests;

/// <summary>The result of running <c>dotnet format analyzers</c> on a team's integrations.</summary>
[Collection(PackageCollection.Name)]
public sealed class RepairedSampleTests(PackageFixture packages)
{
    [Fact]
    public async Task Format_RepairsTheSample_AndNothingWarnsAnyMore()
    {
        using var project = new ScratchProject(packages);
        project.Delete("App/Integration.cs");
        LegacySample.CopyTo(project, packages.Version);

        var before = await project.BuildAsync();
        Assert.Equal(
            LegacySample.Markers.Select(marker => (marker.File, marker.Line, marker.RuleId)).Order(),
            Ours(before).Select(finding => (finding.File, finding.Line, finding.RuleId)).Order());

        await project.FixAsync("info");

        // Expects none of our diagnostics at any severity, and no compiler warnings about the code that the fixes wrote.
        var after = await project.BuildAsync();
        Assert.Empty(after.Where(finding => finding.Level != "note")
            .Concat(Ours(after))
            .Select(finding => $"{finding.File}({finding.Line}): {finding.RuleId} {finding.Message}"));
    }

    private static IEnumerable<Finding> Ours(IEnumerable<Finding> findings) =>
        findings.Where(finding => finding.RuleId.StartsWith("ATOM", StringComparison.Ordinal));
}
