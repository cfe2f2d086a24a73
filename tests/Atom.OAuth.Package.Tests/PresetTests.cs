using System.Text.RegularExpressions;

namespace Atom.OAuth.Package.Tests;

/// <summary>The property <c>AtomOAuthAnalysisMode</c> in a project that references the package as a user's project would.</summary>
[Collection(PackageCollection.Name)]
public sealed partial class PresetTests(PresetTests.Builds builds) : IClassFixture<PresetTests.Builds>
{
    private static readonly string[] Shown = ["ATOM001", "ATOM007"];

    [Theory]
    [InlineData("none")]
    [InlineData("default")]
    [InlineData("recommended")]
    [InlineData("all")]
    [InlineData("security")]
    [InlineData(" Recommended ")]
    public void Preset_SetsTheLevelOfEveryRule(string value)
    {
        var (isSuccess, output, findings) = builds[value];

        var severities = Severities(value.Trim().ToLowerInvariant());
        Assert.Equal(
            Shown.Select(id => (RuleId: id, Level: Level(severities[id]))).Where(rule => rule.Level != "off"),
            Levels(findings.Where(finding => Shown.Contains(finding.RuleId))));
        Assert.True(isSuccess == findings.All(finding => finding.Level != "error"), output);
    }

    [Fact]
    public void EditorConfig_ComesBeforeThePreset() => Assert.Equal([("ATOM007", "warning")], Levels(builds[Builds.EditorConfig].Succeeded()));

    [Fact]
    public void GlobalConfig_ComesBeforeThePreset() => Assert.Equal([("ATOM007", "warning")], Levels(builds[Builds.GlobalConfig].Succeeded()));

    /// <summary>As documented: a preset configures each rule, and for the compiler, rules take precedence over categories.</summary>
    [Fact]
    public void Category_ComesAfterThePreset()
    {
        Assert.Empty(builds[Builds.CategoryAlone].Succeeded());
        Assert.Equal([("ATOM001", "warning"), ("ATOM007", "warning")], Levels(builds[Builds.CategoryAndPreset].Succeeded()));
    }

    [Fact]
    public void UnknownValue_IsAnErrorThatNamesTheValues()
    {
        var (isSuccess, output, _) = builds[Builds.Unknown];

        Assert.False(isSuccess);
        Assert.Contains(
            "error ATOMOAUTH001: The property AtomOAuthAnalysisMode is 'strict'. It has to be one of: none, default, recommended, all, security.",
            output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void AnalyzersSwitchedOff_NeedNoPreset() => Assert.Empty(builds[Builds.SwitchedOff].Succeeded());

    private static IEnumerable<(string RuleId, string Level)> Levels(IEnumerable<Finding> findings) =>
        findings.Select(finding => (finding.RuleId, finding.Level)).Distinct().Order();

    private static Dictionary<string, string> Severities(string preset) =>
        SeverityLine()
            .Matches(Repository.Read($"src/Atom.OAuth.Package/presets/{preset}.globalconfig"))
            .ToDictionary(match => match.Groups["id"].Value, match => match.Groups["severity"].Value);

    private static string Level(string severity) => severity switch
    {
        "none" => "off",
        "suggestion" => "note",

        // The rule's own severity, which is a warning for an endpoint with an end date.
        "default" => "warning",
        _ => severity,
    };

    /// <summary>Builds the projects of these tests.</summary>
    public sealed class Builds(PackageFixture packages) : IAsyncLifetime
    {
        internal const string EditorConfig = "editorconfig";
        internal const string GlobalConfig = "globalconfig";
        internal const string CategoryAlone = "category";
        internal const string CategoryAndPreset = "category and preset";
        internal const string Unknown = "unknown";
        internal const string SwitchedOff = "off";

        /// <summary>Code that is reported in addition to the ATOM001 of <see cref="IntegrationSource"/>.</summary>
        private const string Retired = """
            namespace Scratch;

            public static class HubSpotEndpoints
            {
                public const string Token = "https://api.hubapi.com/oauth/v1/token";
            }
            """;

        private const string NoCategory = "[*.cs]\ndotnet_analyzer_diagnostic.category-Atom.OAuth.severity = none\n";

        private IReadOnlyDictionary<string, Build> _builds = null!;

        internal Build this[string name] => _builds[name];

        public async Task InitializeAsync()
        {
            using ScratchProjects projects = new(packages);
            foreach (var preset in (string[])["none", "default", "recommended", "all", "security", " Recommended "])
            {
                projects.Add(preset, Project(Mode(preset)));
            }

            projects.Add(EditorConfig, Project(Mode("none"), (".editorconfig", "[*.cs]\ndotnet_diagnostic.ATOM007.severity = warning\n")));
            projects.Add(GlobalConfig, Project(Mode("all"), (".globalconfig", "is_global = true\ndotnet_diagnostic.ATOM001.severity = none\n")));
            projects.Add(CategoryAlone, Project(Mode(""), (".editorconfig", NoCategory)));
            projects.Add(CategoryAndPreset, Project(Mode("all"), (".editorconfig", NoCategory)));
            projects.Add(Unknown, Project(Mode("strict")));
            projects.Add(SwitchedOff, Project(Mode("strict") + "<AtomOAuthAnalyzers>disable</AtomOAuthAnalyzers>"));
            _builds = await projects.BuildAsync();
        }

        public Task DisposeAsync() => Task.CompletedTask;

        private static string Mode(string preset) => $"<AtomOAuthAnalysisMode>{preset}</AtomOAuthAnalysisMode>";

        private ScratchProject Project(string properties, params (string Path, string Text)[] files)
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
            foreach (var (path, text) in files)
            {
                project.Write(path, text);
            }

            return project;
        }
    }

    [GeneratedRegex(@"^dotnet_diagnostic\.(?<id>\w+)\.severity = (?<severity>\w+)$", RegexOptions.Multiline)]
    private static partial Regex SeverityLine();
}
