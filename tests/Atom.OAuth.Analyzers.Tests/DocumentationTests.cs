using System.Text.RegularExpressions;
using Atom.OAuth.Analyzers.Common;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Tests;

/// <summary>A rule is complete with its page, its release line, its fixer, its tests and its row in README.md.</summary>
public sealed partial class DocumentationTests
{
    public static TheoryData<string> Ids() => [.. RuleCatalog.Rules.Select(static rule => rule.Id)];

    public static TheoryData<string, int> Samples()
    {
        var samples = new TheoryData<string, int>();
        foreach (var rule in RuleCatalog.Rules)
        {
            foreach (var index in Enumerable.Range(0, SampleBlock().Count(Repository.Read(rule.Page))))
            {
                samples.Add(rule.Id, index);
            }
        }

        return samples;
    }

    [Fact]
    public void EveryIdOfTheProject_HasARule() => Assert.Equal(
        RuleIds.All,
        RuleCatalog.Rules.Select(static rule => rule.Id));

    [Fact]
    public void EveryConstantOfRuleIds_IsInTheList() => Assert.Equal(
        typeof(RuleIds).GetFields().Select(static field => (string)field.GetRawConstantValue()!),
        RuleIds.All);

    [Theory]
    [InlineData("src/Atom.OAuth.Package/README.md", @"^\| (ATOM\d{3}) \|")]
    [InlineData("docs/getting-started.md", @"^\| \[(ATOM\d{3})\]")]
    [InlineData("README.md", @"^\| \[(ATOM\d{3})\]")]
    public void TableOfRules_ListsEveryRule(string path, string row) => Assert.Equal(
        RuleIds.All,
        Regex.Matches(Repository.Read(path), row, RegexOptions.Multiline).Select(static match => match.Groups[1].Value));

    /// <summary>The scripts read the ids from the file with the list, and contain none themselves.</summary>
    [Theory]
    [InlineData(".ci/run")]
    [InlineData("CONTRIBUTING.md")]
    public void FormatCommand_TakesTheIdsFromTheList(string path)
    {
        var list = Regex.Match(Repository.Read(path), @"--exclude-diagnostics \$\(grep -o (?<pattern>'[^']*') (?<file>\S+)\)");

        Assert.True(list.Success, path);
        Assert.Equal(
            RuleIds.All,
            Regex.Matches(Repository.Read(list.Groups["file"].Value), list.Groups["pattern"].Value.Trim('\'')).Select(static match => match.Value));
    }
    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_HasItsName(string id) => Assert.EndsWith("Analyzer", Rule(id).Analyzer.GetType().Name, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_StartsWithIdAndTitle(string id)
    {
        var rule = Rule(id);

        Assert.StartsWith($"# {rule.Id}: {rule.Descriptor.Title}\n", Repository.Read(rule.Page), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_NamesEveryOption(string id)
    {
        var page = Repository.Read(Rule(id).Page);

        Assert.NotEmpty(RuleCatalog.Options);
        Assert.All(
            RuleCatalog.Options.Where(option => option.Rules.Contains(id)),
            option => Assert.Contains($"`{option.Key}`", page, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_ShowsBothWhatIsReportedAndWhatIsNot(string id)
    {
        var kinds = SampleBlock().Matches(Repository.Read(Rule(id).Page)).Select(static match => match.Groups["kind"].Value);

        Assert.Equal(["not reported", "reported"], kinds.Distinct().Order());
    }

    [Fact]
    public void EveryPage_BelongsToARule() => Assert.Equal(
        RuleCatalog.Rules.Select(static rule => Path.GetFileName(rule.Page)),
        Directory.GetFiles(Repository.PathOf("docs/rules"), "*.md").Select(Path.GetFileName).Order());

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Sample_IsReportedAsThePageSays(string id, int index)
    {
        var match = SampleBlock().Matches(Repository.Read(Rule(id).Page))[index];
        var test = new AnalyzerTest(Rule(id).Analyzer) { Sources = [("Sample.cs", "using Atom.OAuth;\n" + match.Groups["code"].Value)] };
        var reports = await test.RunAsync();

        Assert.Equal(match.Groups["kind"].Value == "reported", reports.Length > 0);
        Assert.All(reports, report => Assert.Equal(id, report.Id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void ReleaseTracking_HasALine(string id)
    {
        var rule = Rule(id);
        var releases = Repository.Read("src/Atom.OAuth.Analyzers/AnalyzerReleases.Shipped.md") + Repository.Read(
            "src/Atom.OAuth.Analyzers/AnalyzerReleases.Unshipped.md");

        Assert.Contains($"\n{rule.Id} | {rule.Descriptor.Category} | {rule.Descriptor.DefaultSeverity} | ", releases, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Fixer_ExistsUnderTheSameName(string id)
    {
        var rule = Rule(id);
        var fixer = Assert.Single(RuleCatalog.Fixers, f => f.FixableDiagnosticIds.Contains(rule.Id));

        Assert.Equal(rule.Name + "Fixer", fixer.GetType().Name);
        Assert.NotNull(fixer.GetFixAllProvider());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Tests_ExistUnderTheSameName(string id)
    {
        var name = Rule(id).Name;

        Assert.Contains(typeof(DocumentationTests).Assembly.GetTypes(), type =>
            type.IsPublic && type.Name.StartsWith(name, StringComparison.Ordinal) && type.Name.EndsWith("Tests", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Descriptor_IsWrittenAsTheHouseWritesThem(string id)
    {
        var descriptor = Rule(id).Descriptor;

        Assert.Equal("Atom.OAuth", descriptor.Category);
        Assert.Equal(RulePages.UrlOf(id) ?? "", descriptor.HelpLinkUri);
        Assert.NotEmpty(descriptor.Description.ToString(null));
        Assert.DoesNotContain(WellKnownDiagnosticTags.CompilationEnd, descriptor.CustomTags);
    }

    /// <summary>GitHub code scanning uses this tag; the rules with the tag security are those of the preset with that name.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void Descriptor_HasTheTagSecurity_WhereThePresetHasTheRule(string id)
    {
        var isInPreset = Preset.All.Single(static preset => preset.Name == "security").Severity(Rule(id)) != "none";

        Assert.All(Rule(id).Descriptors, descriptor =>
        {
            Assert.Contains("oauth", descriptor.CustomTags);
            Assert.Equal(isInPreset, descriptor.CustomTags.Contains("security"));
            Assert.Single(descriptor.CustomTags, static tag => tag is "security" or "reliability" or "maintainability");
        });
    }

    [Fact]
    [Trait("Category", Generated.Category)]
    public void Readme_HasTheTableOfRules() => Generated.AssertSection("README.md", "rules", RuleCatalog.Table());

    [Fact]
    [Trait("Category", Generated.Category)]
    public void Readme_HasTheTableOfOptions()
    {
        Generated.AssertSection("README.md", "options", OptionTable.Write(Generated.Section("README.md", "options")));
        Assert.All(
            OptionTable.Meanings(Generated.Section("README.md", "options")),
            meaning => Assert.False(string.IsNullOrWhiteSpace(meaning.Value), $"README.md has to say what {meaning.Key} means."));
    }

    private static RuleEntry Rule(string id) => RuleCatalog.Rules.Single(rule => rule.Id == id);

    /// <summary>Matches a C# block with a comment above it that says whether it is reported.</summary>
    [GeneratedRegex("<!-- (?<kind>reported|not reported) -->\n+```csharp\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex SampleBlock();
}
