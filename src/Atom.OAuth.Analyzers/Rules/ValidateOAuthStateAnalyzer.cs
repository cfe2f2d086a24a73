using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.Responses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers.Rules;

/// <summary>
/// ATOM005: an OAuth callback takes a code but never validates the state.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ValidateOAuthStateAnalyzer : FileRuleAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptors.Create(
        RuleIds.ValidateOAuthState,
        "Validate the OAuth state before exchanging the code",
        "'{0}' exchanges a code{1} and {2}: anyone can send a victim here with a code of their own; {3}",
        DiagnosticSeverity.Warning,
        "A callback that exchanges any code it receives connects the account of the person who created the link. "
        + "The state ties the callback to a request of the same user in the same browser; decoding it or testing whether it is empty does not.",
        RuleTags.Security, RuleTags.RequestForgery);

    /// <summary>Creates the analyzer.</summary>
    public ValidateOAuthStateAnalyzer()
        : base(Rule)
    {
    }

    private protected override bool MayHaveAny(SyntaxNode root) => CandidateFinder.MayHaveAny(root);

    private protected override IEnumerable<Diagnostic> Find(SemanticModel model, OAuthOptions options, CancellationToken cancellationToken) =>
        CallbackAnalysis.Find(model, options, cancellationToken)
            .Where(static callback => callback.MissesStateCheck)
            .Select(callback => Report(callback, OAuthSymbols.HasRuntimeIn(model.Compilation)));

    private static Diagnostic Report(OAuthCallback callback, bool hasRuntime)
    {
        var evidence = CallbackEvidence.Of(callback);
        return RuleReports.Create(
            Rule,
            callback.Location,
            ReportProperties.Locations(Array.Empty<Location>(), evidence),
            ReportProperties.Of(callback.Provider, evidence),
            callback.Name,
            callback.Provider is null ? "" : $" of {callback.Provider}",
            callback.ChecksStateLate
                ? "validates the state only after the exchange"
                : callback.TakesState ? "never validates the state" : "takes no state",
            hasRuntime
                ? "parse the state with IOAuthStateProtector.ParseAsync first, and reject the request when it is not valid"
                : "add the package Atom.OAuth.Runtime, parse the state with IOAuthStateProtector.ParseAsync first, and reject the request when it is not valid");
    }
}
