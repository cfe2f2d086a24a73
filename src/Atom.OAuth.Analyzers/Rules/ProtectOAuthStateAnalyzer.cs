using System.Collections.Immutable;
using Atom.OAuth.Analyzers.Flow;
using Atom.OAuth.Analyzers.State;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers.Rules;

/// <summary>
/// ATOM003: an OAuth state is made, taken apart or left out by hand.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProtectOAuthStateAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptors.Create(
        RuleIds.ProtectOAuthState,
        "Protect the OAuth state",
        "{0}",
        DiagnosticSeverity.Warning,
        "The state ties a callback to the user and the browser that asked for it. One that can be guessed, read, replayed or is not there "
        + "lets an attacker connect an account of theirs to somebody else, or somebody else's to them.");

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (!TestCode.IsTestProject(start.Compilation))
            {
                start.RegisterSemanticModelAction(Analyze);
            }
        });
    }

    private static void Analyze(SemanticModelAnalysisContext context)
    {
        var options = OAuthOptions.From(context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.SemanticModel.SyntaxTree));
        foreach (var finding in StateAnalysis.Find(context.SemanticModel, options, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rule, finding.Site.GetLocation(), finding.Also, ImmutableDictionary<string, string?>.Empty, Message(finding)));
        }
    }

    private static string Message(StateFinding finding)
    {
        var provider = finding.Provider is { } name ? $" for {name}" : "";
        return finding.Problem switch
        {
            StateProblem.MadeByHand => $"The OAuth state{provider} is made by hand ({finding.Detail}); build it with IOAuthStateProtector.BuildAsync",
            StateProblem.TakenApart => $"The OAuth state{provider} is taken apart by hand ({finding.Detail}); read it with IOAuthStateProtector.ParseAsync",
            _ => $"The authorization request{provider} has no state; build one with IOAuthStateProtector.BuildAsync",
        };
    }
}
