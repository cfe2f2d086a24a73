using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.Responses;
using Atom.OAuth.Analyzers.States;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers.Rules;

/// <summary>
/// ATOM003: an OAuth state is built or parsed by hand, or omitted.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProtectOAuthStateAnalyzer : FileRuleAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptors.Create(
        RuleIds.ProtectOAuthState,
        "Protect the OAuth state",
        "{0}; {1}",
        DiagnosticSeverity.Warning,
        "The state ties a callback to the user and the browser that started the request. If it is missing, or can be guessed, read or replayed, "
        + "an attacker can connect their own account to another user, or another user's account to themselves.",
        RuleTags.Security, RuleTags.RequestForgery);

    /// <summary>Creates the analyzer.</summary>
    public ProtectOAuthStateAnalyzer()
        : base(Rule)
    {
    }

    private protected override bool MayHaveAny(SyntaxNode root) => StateAnalysis.MayHaveAny(root);

    private protected override IEnumerable<Diagnostic> Find(SemanticModel model, OAuthOptions options, CancellationToken cancellationToken) =>
        StateAnalysis.Find(model, options, cancellationToken).Select(finding => Report(finding, OAuthSymbols.HasRuntimeIn(model.Compilation)));

    private static Diagnostic Report(StateFinding finding, bool hasRuntime)
    {
        var provider = finding.Provider is { } name ? $" for {name}" : "";
        var (problem, advice) = finding.Problem switch
        {
            StateProblem.MadeByHand => (
                $"The OAuth state{provider} is made by hand ({finding.Detail})",
                "build it with IOAuthStateProtector.BuildAsync, and check it in the callback with ParseAsync"),
            StateProblem.TakenApart =>
                ($"The OAuth state{provider} is parsed by hand ({finding.Detail})", "read it with IOAuthStateProtector.ParseAsync"),
            _ => ($"The authorization request{provider} has no state", "build one with IOAuthStateProtector.BuildAsync, and check it in the callback with ParseAsync"),
        };
        var evidence = StateEvidence.Of(finding);
        return RuleReports.Create(
            Rule,
            finding.Site.GetLocation(),
            ReportProperties.Locations(finding.Also, evidence),
            ReportProperties.Of(finding.Provider, evidence),
            problem,
            hasRuntime ? advice : $"add the package Atom.OAuth.Runtime and {advice}");
    }
}
