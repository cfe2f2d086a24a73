using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers.Tests;

/// <summary>A rule, found by reflection.</summary>
/// <param name="Analyzer">The analyzer.</param>
/// <param name="Descriptors">Its descriptors, which have the same id: several if the severity depends on what was found.</param>
internal sealed record RuleEntry(DiagnosticAnalyzer Analyzer, IReadOnlyList<DiagnosticDescriptor> Descriptors)
{
    public DiagnosticDescriptor Descriptor => Descriptors[0];

    /// <summary>Gets the default severities, highest first.</summary>
    public IReadOnlyList<DiagnosticSeverity> Severities =>
        [.. Descriptors.Select(static descriptor => descriptor.DefaultSeverity).Distinct().OrderDescending()];

    /// <summary>Gets the name that analyzer, fixer and test class share.</summary>
    public string Name => Analyzer.GetType().Name[..^"Analyzer".Length];

    public string Id => Descriptor.Id;

    public string Page => RulePages.PathOf(Id);
}

/// <summary>All rules, and their table in README.md. The analyzer of options is not a rule.</summary>
internal static class RuleCatalog
{
    public static IReadOnlyList<RuleEntry> Rules { get; } =
        [.. typeof(CheckHtmlBeforeReadingJsonAnalyzer).Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && typeof(RuleAnalyzer).IsAssignableFrom(type))
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)
            .SelectMany(static analyzer => analyzer.SupportedDiagnostics
                .GroupBy(static descriptor => descriptor.Id)
                .Select(same => new RuleEntry(analyzer, [.. same])))
            .OrderBy(static rule => rule.Id, StringComparer.Ordinal)];

    /// <summary>Gets the code fix providers of the code fix assembly.</summary>
    public static IReadOnlyList<CodeFixProvider> Fixers { get; } =
        [.. System.Reflection.Assembly.Load("Atom.OAuth.CodeFixes").GetTypes()
            .Where(static type => !type.IsAbstract && typeof(CodeFixProvider).IsAssignableFrom(type))
            .Select(static type => (CodeFixProvider)Activator.CreateInstance(type)!)];

    public static IEnumerable<OptionDefinition> Options { get; } =
        typeof(OAuthOptions).GetFields()
            .Where(static field => field.FieldType == typeof(OptionDefinition))
            .Select(static field => (OptionDefinition)field.GetValue(null)!);

    /// <summary>Creates the lines between the markers in README.md.</summary>
    public static string Table() => string.Join(
        "\n",
        Rules.Select(static rule => $"| [{rule.Id}]({rule.Page}) | {rule.Descriptor.Title} | {Severity(rule)} | {(IsFixed(rule) ? "yes" : "no")} |")
            .Prepend("| --- | --- | --- | --- |")
            .Prepend("| Id | What it finds | Default | Fix |"));

    private static bool IsFixed(RuleEntry rule) => Fixers.Any(fixer => fixer.FixableDiagnosticIds.Contains(rule.Id));

    private static string Severity(RuleEntry rule) => string.Join(" or ", rule.Severities.Select(static severity => severity switch
    {
        DiagnosticSeverity.Info => "suggestion",
        _ => severity.ToString().ToLowerInvariant(),
    }));
}
