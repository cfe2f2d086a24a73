using System.Text.Json;
using Atom.OAuth.Checklist.Input;

namespace Atom.OAuth.Checklist.Tests;

/// <summary>The command builds the samples and finds what they declare.</summary>
public sealed class EndToEndTests(EndToEndTests.Builds builds) : IClassFixture<EndToEndTests.Builds>
{
    /// <summary>Other analyzers' diagnostics belong to the repository's own build.</summary>
    private static readonly string[] OurRulesOnly = ["-p:EnableNETAnalyzers=false", "-p:EnforceCodeStyleInBuild=false"];

    [Fact]
    public void Sample_IsReportedWhereItSays_AndEveryIntegrationIsThere()
    {
        using StringWriter output = new();
        using StringWriter error = new();

        var exitCode = new ChecklistCommand(output, error, builds.Build).Run(
            [Repository.PathOf("samples/LegacyIntegrations"), "--format", "json", "--", "--artifacts-path", builds.Artifacts, .. OurRulesOnly]);

        Assert.True(exitCode == 1, error.ToString());
        using var checklist = JsonDocument.Parse(output.ToString());
        var integrations = checklist.RootElement.GetProperty("integrations").EnumerateArray().ToList();
        Assert.Empty(OAuthProviders.All
            .Select(static provider => provider.Id)
            .Except(integrations.Select(static integration => integration.GetProperty("id").GetString()!)));
        Assert.DoesNotContain(integrations, static integration => integration.GetProperty("name").GetString() == Checklist.Other);

        var notRun = checklist.RootElement.GetProperty("rulesNotRun").EnumerateArray().Select(static rule => rule.GetString()).ToList();
        Assert.Equal(
            Directory.GetFiles(Repository.PathOf("samples/LegacyIntegrations"), "*.cs")
                .SelectMany(static file => Markers.In(Path.GetFileName(file), File.ReadAllText(file)))
                .Where(marker => !notRun.Contains(marker.RuleId))
                .OrderBy(static marker => $"{marker}", StringComparer.Ordinal),
            integrations.SelectMany(static integration => integration.GetProperty("parts")
                .EnumerateArray()
                .SelectMany(static part => part.GetProperty("missing").EnumerateArray())
                    .Concat(integration.GetProperty("retiredEndpoints").EnumerateArray()))
                .Select(static place => new Marker(
                    place.GetProperty("file").GetString()!, place.GetProperty("line").GetInt32(), place.GetProperty("rule").GetString()!))
                .OrderBy(static marker => $"{marker}", StringComparer.Ordinal));
    }

    [Theory]
    [Trait("Category", Generated.Category)]
    [InlineData("IntegrationHub", ChecklistCommand.Complete)]
    [InlineData("LegacyIntegrations", ChecklistCommand.NeedsUpdates)]
    public void Output_StandsInTheDocs(string sample, int expected)
    {
        using StringWriter output = new();
        using StringWriter error = new();

        var exitCode = new ChecklistCommand(output, error, builds.Build).Run(
            [Repository.PathOf($"samples/{sample}"), "--", "--artifacts-path", builds.Artifacts, .. OurRulesOnly]);

        Assert.True(exitCode == expected, $"{exitCode}\n{error}\n{output}");
        var page = Repository.Read("docs/integration-hub.md");
        var start = page.IndexOf($"<!-- checklist {sample} -->\n```text\n", StringComparison.Ordinal);
        Assert.True(start >= 0, "docs/integration-hub.md has no place for it.");

        // Only the summary: the places after it match the markers of LegacyIntegrations, which another test compares.
        var summary = output.ToString().ReplaceLineEndings("\n").Split("\n\n");
        Assert.Contains(
            string.Join("\n\n", summary[..2]).TrimEnd(),
            page[start..page.IndexOf("\n```\n", start, StringComparison.Ordinal)],
            StringComparison.Ordinal);
        if (expected == ChecklistCommand.NeedsUpdates)
        {
            var shown = ChecklistPicture.Draw($"atom-oauth-checklist samples/{sample}", string.Join("\n\n", summary[..3]));
            Generated.AssertFile("docs/images/checklist.svg", shown);
        }
    }

    /// <summary>Builds each sample once, in one folder, because they reference the same projects.</summary>
    public sealed class Builds : IDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private readonly Dictionary<string, ChecklistInput> _known = [];

        public string Artifacts => _folder.Path;

        public void Dispose() => _folder.Dispose();

        internal ChecklistInput Build(Target target, IReadOnlyList<string> arguments)
        {
            if (!_known.TryGetValue(target.Path, out var input))
            {
                _known[target.Path] = input = LoggedBuild.Run(target, arguments);
            }

            return input;
        }
    }
}
