using System.Collections.Immutable;
using Atom.OAuth.Analyzers.Errors;
using Atom.OAuth.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers.Rules;

/// <summary>
/// ATOM004: an OAuth error's message is put together by hand, or a provider's raw answer is shown.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FormatOAuthErrorsAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptors.Create(
        RuleIds.FormatOAuthErrors,
        "Word OAuth errors with one formatter",
        "{0} {1}; {2}",
        DiagnosticSeverity.Info,
        "What a provider writes into error, error_description or the body of an error may hold tokens, markup or line breaks, and whoever makes a "
        + "user open a link writes the callback's parameters. One formatter words all of them alike, cleaned and cut.");

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
        foreach (var finding in ErrorMessageAnalysis.Find(context.SemanticModel, options, context.CancellationToken))
        {
            context.ReportDiagnostic(Report(finding, OAuthSymbols.TryCreate(context.SemanticModel.Compilation) is { HasRuntime: true }));
        }
    }

    private static Diagnostic Report(ErrorMessageFinding finding, bool hasRuntime) => Diagnostic.Create(
        Rule,
        finding.Message.GetLocation(),
        finding.Provider is null ? "The provider's" : $"{finding.Provider}'s",
        finding.ShowsBody ? "answer is shown as it is, and may hold tokens or markup" : "OAuth error is worded by hand",
        (hasRuntime, finding.ShowsBody) switch
        {
            (true, true) => "read it with OAuthTokenResponse.ReadAsync and show the failure's Message",
            (true, false) => "call OAuthErrorMessage.Format",
            (false, true) => "add the package Atom.OAuth.Runtime, read it with OAuthTokenResponse.ReadAsync and show the failure's Message",
            (false, false) => "add the package Atom.OAuth.Runtime and call OAuthErrorMessage.Format",
        });
}
