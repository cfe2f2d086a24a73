using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.Responses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers.Rules;

/// <summary>
/// ATOM002: an OAuth callback connects an account but never starts the historical sync.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StartHistoricalSyncOnConnectionAnalyzer : FileRuleAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptors.Create(
        RuleIds.StartHistoricalSyncOnConnection,
        "Start the historical sync when an account is connected",
        "'{0}' connects {1} and never starts the historical sync; {2}",
        DiagnosticSeverity.Warning,
        "A newly connected account already has a history. If the callback does not start to fetch it, users see nothing until someone starts the sync by hand.",
        RuleTags.Reliability);

    /// <summary>Creates the analyzer.</summary>
    public StartHistoricalSyncOnConnectionAnalyzer()
        : base(Rule)
    {
    }

    private protected override bool MayHaveAny(SyntaxNode root) => CandidateFinder.MayHaveAny(root);

    private protected override IEnumerable<Diagnostic> Find(SemanticModel model, OAuthOptions options, CancellationToken cancellationToken) =>
        CallbackAnalysis.Find(model, options, cancellationToken)
            .Where(static callback => callback.MissesSync)
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
            callback.Provider is null ? "an account" : $"an account of {callback.Provider}",
            hasRuntime
                ? "call TriggerHistoricalSyncOnConnectionAsync after the tokens are saved"
                : "add the package Atom.OAuth.Runtime and call TriggerHistoricalSyncOnConnectionAsync after the tokens are saved");
    }
}
