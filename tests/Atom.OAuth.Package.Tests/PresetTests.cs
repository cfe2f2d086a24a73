using System.Text.RegularExpressions;

namespace Atom.OAuth.Package.Tests;

/// <summary>The property <c>AtomOAuthAnalysisMode</c> in a project that takes the package, as a user's project would.</summary>
[Collection(PackageCollection.Name)]
public sealed partial class PresetTests(PackageFixture packages)
{
    /// <summary>What is reported here, beside the ATOM001 of <see cref="IntegrationSource"/>.</summary>
    private const string Retired = """
        namespace Scratch;

        public static class HubSpotEndpoints
        {
            public const string Token = "https://api.hubapi.com/oauth/v1/token";
        }
        """;

    private static readonly string[] Shown = ["ATOM001", "ATOM007"];

    [Theory]
    [InlineData("none")]
    [InlineData("default")]
    [InlineData("recommended")]
    [InlineData("all")]
    [InlineData("security")]
    [InlineData(" Recommended ")]
    public async Task Preset_SetsTheLevelOfEveryRule(string value)
    {
        using var project = Project($"<AtomOAuthAnalysisMode>{value}</AtomOAuthAnalysisMode>");

        var (exitCode, output, findings) = await project.TryBuildAsync();

        var severities = Severities(value.Trim().ToLowerInvariant());
        Assert.Equal(
            Shown.Select(id => (RuleId: id, Level: Level(severities[id]))).Where(rule => rule.Level != "off"),
            Levels(findings.Where(finding => Shown.Contains(finding.RuleId))));
        Assert.True(exitCode == 0 == findings.All(finding => finding.Level != "error"), output);
    }

    [Fact]
    public async Task EditorConfig_ComesBeforeThePreset()
    {
        using var project = Project("<AtomOAuthAnalysisMode>none</AtomOAuthAnalysisMode>");
        project.Write(".editorconfig", "[*.cs]\ndotnet_diagnostic.ATOM007.severity = warning\n");

        Assert.Equal([("ATOM007", "warning")], Levels(await project.BuildAsync()));
    }

    [Fact]
    public async Task GlobalConfig_ComesBeforeThePreset()
    {
        using var project = Project("<AtomOAuthAnalysisMode>all</AtomOAuthAnalysisMode>");
        project.Write(".globalconfig", "is_global = true\ndotnet_diagnostic.ATOM001.severity = none\n");

        Assert.Equal([("ATOM007", "warning")], Levels(await project.BuildAsync()));
    }

    /// <summary>As the documentation says: a preset names every rule, and the compiler looks at names before categories.</summary>
    [Fact]
    public async Task Category_ComesAfterThePreset()
    {
        using var project = Project("<AtomOAuthAnalysisMode>$(Mode)</AtomOAuthAnalysisMode>");
        project.Write(".editorconfig", "[*.cs]\ndotnet_analyzer_diagnostic.category-Atom.OAuth.severity = none\n");

        Assert.Empty(await project.BuildAsync());
        Assert.Equal([("ATOM001", "warning"), ("ATOM007", "warning")], Levels(await project.BuildAsync("-p:Mode=all")));
    }

    [Fact]
    public async Task UnknownValue_IsAnErrorThatNamesTheValues()
    {
        using var project = Project("<AtomOAuthAnalysisMode>strict</AtomOAuthAnalysisMode>");

        var (exitCode, output, _) = await project.TryBuildAsync();

        Assert.NotEqual(0, exitCode);
        Assert.Contains(
            "error ATOMOAUTH001: The property AtomOAuthAnalysisMode is 'strict'. It has to be one of: none, default, recommended, all, security.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnalyzersSwitchedOff_NeedNoPreset()
    {
        using var project = Project("<AtomOAuthAnalysisMode>strict</AtomOAuthAnalysisMode><AtomOAuthAnalyzers>disable</AtomOAuthAnalyzers>");

        Assert.Empty(await project.BuildAsync());
    }

    private ScratchProject Project(string properties)
    {
        var project = new ScratchProject(packages);
        project.Write("App/Endpoints.cs", Retired);
        project.Write("App/App.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Atom.OAuth.Analyzers" Version="{packages.Version}" />
              </ItemGroup>
            </Project>
            """);
        return project;
    }

    private static IEnumerable<(string RuleId, string Level)> Levels(IEnumerable<Finding> findings) =>
        findings.Select(finding => (finding.RuleId, finding.Level)).Distinct().Order();

    private static Dictionary<string, string> Severities(string preset) =>
        SeverityLine().Matches(Repository.Read($"src/Atom.OAuth.Package/presets/{preset}.globalconfig")).ToDictionary(match => match.Groups["id"].Value, match => match.Groups["severity"].Value);

    private static string Level(string severity) => severity switch
    {
        "none" => "off",
        "suggestion" => "note",

        // The rule's own severity, which is a warning for an endpoint with a dated end.
        "default" => "warning",
        _ => severity,
    };

    [GeneratedRegex(@"^dotnet_diagnostic\.(?<id>\w+)\.severity = (?<severity>\w+)$", RegexOptions.Multiline)]
    private static partial Regex SeverityLine();
}
