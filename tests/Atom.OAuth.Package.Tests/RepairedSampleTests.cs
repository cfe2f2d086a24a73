namespace Atom.OAuth.Package.Tests;

/// <summary>What a team gets that runs <c>dotnet format analyzers</c> over its integrations.</summary>
[Collection(PackageCollection.Name)]
public sealed class RepairedSampleTests(PackageFixture packages)
{
    [Fact]
    public async Task Format_TurnsTheSampleIntoCodeThatBuildsWithoutAWarning()
    {
        using var project = new ScratchProject(packages);
        project.Delete("App/Integration.cs");
        LegacySample.CopyTo(project, packages.Version);

        var before = await project.BuildAsync();
        Assert.Equal(
            LegacySample.Markers.Select(marker => (marker.File, marker.Line, marker.RuleId)).Order(),
            Ours(before).Select(finding => (finding.File, finding.Line, finding.RuleId)).Order());

        await project.FixAsync("info");

        // Neither a report of ours, a suggestion included, nor a warning of the compiler about what the fixes wrote.
        var after = await project.BuildAsync();
        Assert.Empty(Ours(after).Concat(after.Where(finding => finding.Level != "note")).Select(finding => $"{finding.File}({finding.Line}): {finding.RuleId} {finding.Message}"));
    }

    private static IEnumerable<Finding> Ours(IEnumerable<Finding> findings) =>
        findings.Where(finding => finding.RuleId.StartsWith("ATOM", StringComparison.Ordinal));
}
