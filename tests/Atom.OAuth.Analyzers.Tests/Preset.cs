using Atom.OAuth.Analyzers.Common;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Tests;

/// <summary>A choice of severities for all rules, which the package carries as a global config.</summary>
/// <param name="Name">The value of the MSBuild property that chooses it.</param>
/// <param name="Meaning">What README.md says about it.</param>
/// <param name="Severity">The severity of a rule.</param>
internal sealed record Preset(string Name, string Meaning, Func<RuleEntry, string> Severity)
{
    /// <summary>Without these a callback connects the account of somebody else.</summary>
    private static readonly string[] OfSecurity = [RuleIds.ProtectOAuthState, RuleIds.ValidateOAuthState];

    /// <summary>
    /// What a team should not let in: what lets somebody else in, and what fails on a page. The others cost comfort, or
    /// have a date that may be far away.
    /// </summary>
    private static readonly string[] ToBeEnforced = [RuleIds.CheckHtmlBeforeReadingJson, RuleIds.ActOnHtmlCheck, .. OfSecurity];

    public static readonly IReadOnlyList<Preset> All =
    [
        new("none", "all rules off: enable the ones you want", static _ => "none"),
        new("default", "the severities in the table of rules", static rule => Default(rule)),
        new(
            "recommended",
            "what a team should enforce: errors for what crashes on a web page or lets an attacker in, warnings for the rest",
            static rule => Recommended(rule)),
        new("all", "all rules as warnings", static _ => "warning"),
        new("security", "only what lets an attacker in, as warnings", static rule => OfSecurity.Contains(rule.Id) ? "warning" : "none"),
    ];

    public string Path => $"src/Atom.OAuth.Package/presets/{Name}.globalconfig";

    /// <summary>The global config.</summary>
    public string Write() =>
        $"""
        # The preset '{Name}': {Meaning}.
        # Generated from the rules. Your own .editorconfig or .globalconfig takes precedence.
        is_global = true
        global_level = -100

        """
        + string.Concat(RuleCatalog.Rules.Select(
            rule => $"\n# {rule.Id}: {rule.Descriptor.Title}\ndotnet_diagnostic.{rule.Id}.severity = {Severity(rule)}\n"));

    /// <summary>The lines between the markers in README.md.</summary>
    public static string List() => string.Join(
        "\n",
        All.Select(static preset => $"| `{preset.Name}` | {preset.Meaning} |").Prepend("| --- | --- |").Prepend("| value | means |"));

    /// <summary>The lines between the markers in docs/getting-started.md.</summary>
    public static string Table() => string.Join(
        "\n",
        RuleCatalog.Rules.Select(
            static rule => $"| [{rule.Id}](rules/{rule.Id}.md) | {string.Join(" | ", All.Select(preset => preset.Severity(rule)))} |")
            .Prepend($"| --- |{string.Concat(All.Select(static _ => " --- |"))}")
            .Prepend($"| Id | {string.Join(" | ", All.Select(static preset => $"`{preset.Name}`"))} |"));

    /// <summary>A rule with reports of several severities keeps them: the compiler has the word "default" for that.</summary>
    private static string Default(RuleEntry rule) =>
        rule.Severities.Count > 1 ? "default" : rule.Descriptor.DefaultSeverity == DiagnosticSeverity.Info ? "suggestion" : "warning";

    /// <summary>A rule that is not trusted to be a warning is not made an error.</summary>
    private static string Recommended(RuleEntry rule) =>
        ToBeEnforced.Contains(rule.Id) && Default(rule) == "warning" ? "error" : rule.Severities.Count > 1 ? "default" : "warning";
}
