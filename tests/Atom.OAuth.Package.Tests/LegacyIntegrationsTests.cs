using System.Globalization;
using System.Text.RegularExpressions;

namespace Atom.OAuth.Package.Tests;

/// <summary>Building the sample is the first thing that the README tells a new user to do.</summary>
[Collection(PackageCollection.Name)]
public sealed partial class LegacyIntegrationsTests
{
    [Fact]
    public async Task Build_PrintsExactlyTheExpectedWarnings_AndWhatTheReadmeShows()
    {
        using var build = new TemporaryFolder();

        var output = await Dotnet.RunAsync(
            Repository.Root,
            "build", "samples/LegacyIntegrations", "--artifacts-path", build.Path, "-nodeReuse:false", "-tl:off");

        var expected = ExpectedWarnings();
        Assert.Equal(expected, PrintedWarnings(output));
        Assert.Contains($"prints {expected.Count} warnings,", Repository.Read("README.md"), StringComparison.Ordinal);
        Assert.NotEmpty(ReadmeExcerpt());
        Assert.All(ReadmeExcerpt(), line => Assert.Contains(line, output, StringComparison.Ordinal));
    }

    /// <summary>Gets the warnings that a build prints; it does not print suggestions.</summary>
    private static List<(string File, int Line, string RuleId)> ExpectedWarnings() =>
        [.. LegacySample.Warnings.Where(marker => marker.RuleId != "ATOM004").Select(marker => (marker.File, marker.Line, marker.RuleId)).Order()];

    /// <summary>Gets the lines of the output that the README shows, without its ellipsis.</summary>
    private static List<string> ReadmeExcerpt()
    {
        var readme = File.ReadAllLines(Path.Combine(Repository.Root, "README.md"));
        return [.. readme
            .SkipWhile(line => line != "<!-- sample-output -->").Skip(2)
            .TakeWhile(line => line != "```")
            .Where(line => line != "...")];
    }

    /// <summary>Gets the warnings of the whole output: the build prints each one once, and no summary repeats them.</summary>
    private static List<(string File, int Line, string RuleId)> PrintedWarnings(string output) =>
        [.. WarningLine().Matches(output)
            .Select(match => (Path.GetFileName(match.Groups["file"].Value), int.Parse(match.Groups["line"].Value, CultureInfo.InvariantCulture), match.Groups["id"].Value))
            .Order()];

    /// <summary>Matches any warning, so an unexpected one of another kind also fails the comparison.</summary>
    [GeneratedRegex(@"^\s*(?<file>[^(\n]*)\((?<line>\d+),\d+\): warning (?<id>\w+):", RegexOptions.Multiline)]
    private static partial Regex WarningLine();
}
