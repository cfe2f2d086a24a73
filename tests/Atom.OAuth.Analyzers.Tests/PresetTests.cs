using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Tests;

/// <summary>The presets of the package have a line for every rule.</summary>
public sealed class PresetTests
{
    public static TheoryData<string> Names() => [.. Preset.All.Select(static preset => preset.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Category", Generated.Category)]
    public void Preset_HasALineForEveryRule(string name) => Generated.AssertFile(Of(name).Path, Of(name).Write());

    /// <summary>The compiler itself parses it: no rule is missing or listed twice.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Preset_IsAGlobalConfig(string name)
    {
        // The compiler converts keys to lower case.
        var options = AnalyzerConfigSet.Create(
            ImmutableArray.Create(AnalyzerConfig.Parse(Of(name).Write(), "/" + name)), out var diagnostics).GlobalConfigOptions;

        Assert.Empty(diagnostics);
        Assert.Equal(RuleCatalog.Rules.Select(static rule => rule.Id.ToLowerInvariant()), options.TreeOptions.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryPresetOfThePackage_IsOneOfThese() => Assert.Equal(
        Preset.All.Select(static preset => Path.GetFileName(preset.Path)).Order(StringComparer.Ordinal),
        Directory.GetFiles(Repository.PathOf("src/Atom.OAuth.Package/presets")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void ErrorOnAnUnknownValue_NamesThePresets() => Assert.Contains(
        $"It has to be one of: {string.Join(", ", Preset.All.Select(static preset => preset.Name))}.",
        Repository.Read("src/Atom.OAuth.Package/buildTransitive/Atom.OAuth.Analyzers.targets"),
        StringComparison.Ordinal);

    [Fact]
    public void Default_IsWhatTheDescriptorsSay() => Assert.All(
        RuleCatalog.Rules,
        rule => Assert.Equal(
            rule.Severities switch
            {
                [DiagnosticSeverity.Warning] => "warning",
                [DiagnosticSeverity.Info] => "suggestion",
                _ => "default",
            },
            Of("default").Severity(rule)));

    [Fact]
    public void Recommended_MakesNoRuleLessThanAWarning_AndNoSuggestionAnError() => Assert.All(
        RuleCatalog.Rules,
        rule => Assert.True((Of("recommended").Severity(rule), Of("default").Severity(rule)) is ("warning", _)
            or ("error", "warning") or ("default", "default")));

    [Fact]
    [Trait("Category", Generated.Category)]
    public void Readme_ListsThePresets() => Generated.AssertSection("README.md", "presets", Preset.List());

    [Fact]
    [Trait("Category", Generated.Category)]
    public void GettingStarted_HasTheTableOfPresets() => Generated.AssertSection("docs/getting-started.md", "presets", Preset.Table());

    private static Preset Of(string name) => Preset.All.Single(preset => preset.Name == name);
}
