using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers.Tests;

/// <summary>A rule, as reflection finds it.</summary>
/// <param name="Analyzer">The analyzer.</param>
/// <param name="Descriptors">Its descriptors of one id: several where what is found differs in how much it matters.</param>
internal sealed record RuleEntry(DiagnosticAnalyzer Analyzer, IReadOnlyList<DiagnosticDescriptor> Descriptors)
{
    public DiagnosticDescriptor Descriptor => Descriptors[0];

    /// <summary>The default severities, the highest first.</summary>
    public IReadOnlyList<DiagnosticSeverity> Severities =>
        [.. Descriptors.Select(static descriptor => descriptor.DefaultSeverity).Distinct().OrderDescending()];

    /// <summary>The name that analyzer, fixer and test class share.</summary>
    public string Name => Analyzer.GetType().Name[..^"Analyzer".Length];

    public string Id => Descriptor.Id;

    public string Page => RulePages.PathOf(Id);
}

/// <summary>All rules, and the table that README.md shows of them. The analyzer of the options is no rule.</summary>
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

    /// <summary>The code fix providers of the assembly beside the analyzers'.</summary>
    public static IReadOnlyList<CodeFixProvider> Fixers { get; } =
        [.. System.Reflection.Assembly.Load("Atom.OAuth.CodeFixes").GetTypes()
            .Where(static type => !type.IsAbstract && typeof(CodeFixProvider).IsAssignableFrom(type))
            .Select(static type => (CodeFixProvider)Activator.CreateInstance(type)!)];

    public static IEnumerable<OptionDefinition> Options { get; } =
        typeof(OAuthOptions).GetFields()
            .Where(static field => field.FieldType == typeof(OptionDefinition))
            .Select(static field => (OptionDefinition)field.GetValue(null)!);

    /// <summary>The lines between the markers in README.md.</summary>
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
