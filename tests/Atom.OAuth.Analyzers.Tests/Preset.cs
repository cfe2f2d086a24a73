using Atom.OAuth.Analyzers.Common;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Tests;

/// <summary>Severities for all rules, which the package contains as a global config.</summary>
/// <param name="Name">The value of the MSBuild property that selects it.</param>
/// <param name="Meaning">Its description in README.md.</param>
/// <param name="Severity">The severity of a rule.</param>
internal sealed record Preset(string Name, string Meaning, Func<RuleEntry, string> Severity)
{
    /// <summary>The rules without which a callback may connect someone else's account.</summary>
    private static readonly string[] OfSecurity = [RuleIds.ProtectOAuthState, RuleIds.ValidateOAuthState];

    /// <summary>
    /// The rules that a team should enforce: those that prevent attacks and failures on web pages. The others affect convenience, or have a date
    /// that may be far away.
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

    /// <summary>Creates the global config.</summary>
    public string Write() =>
        $"""
        # The preset '{Name}': {Meaning}.
        # Generated from the rules. Your own .editorconfig or .globalconfig takes precedence.
        is_global = true
        global_level = -100

        """
        + string.Concat(RuleCatalog.Rules.Select(
            rule => $"\n# {rule.Id}: {rule.Descriptor.Title}\ndotnet_diagnostic.{rule.Id}.severity = {Severity(rule)}\n"));

    /// <summary>Creates the lines between the markers in README.md.</summary>
    public static string List() => string.Join(
        "\n",
        All.Select(static preset => $"| `{preset.Name}` | {preset.Meaning} |").Prepend("| --- | --- |").Prepend("| value | means |"));

    /// <summary>Creates the lines between the markers in docs/getting-started.md.</summary>
    public static string Table() => string.Join(
        "\n",
        RuleCatalog.Rules.Select(
            static rule => $"| [{rule.Id}](rules/{rule.Id}.md) | {string.Join(" | ", All.Select(preset => preset.Severity(rule)))} |")
            .Prepend($"| --- |{string.Concat(All.Select(static _ => " --- |"))}")
            .Prepend($"| Id | {string.Join(" | ", All.Select(static preset => $"`{preset.Name}`"))} |"));

    /// <summary>A rule with diagnostics of several severities keeps them, using the compiler's value "default".</summary>
    private static string Default(RuleEntry rule) =>
        rule.Severities.Count > 1 ? "default" : rule.Descriptor.DefaultSeverity == DiagnosticSeverity.Info ? "suggestion" : "warning";

    /// <summary>A rule that is not a warning by default does not become an error.</summary>
    private static string Recommended(RuleEntry rule) =>
        ToBeEnforced.Contains(rule.Id) && Default(rule) == "warning" ? "error" : rule.Severities.Count > 1 ? "default" : "warning";
}
