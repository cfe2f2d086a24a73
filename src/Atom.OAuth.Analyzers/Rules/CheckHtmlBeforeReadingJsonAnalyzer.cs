using System.Collections.Immutable;
using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Errors;
using Atom.OAuth.Analyzers.Responses;
using Atom.OAuth.Analyzers.Responses.Reads;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers.Rules;

/// <summary>
/// ATOM001: a provider's response is read as JSON, and on some path there is no HTML check before.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CheckHtmlBeforeReadingJsonAnalyzer : RuleAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptors.Create(
        RuleIds.CheckHtmlBeforeReadingJson,
        "Check a provider's response for HTML before reading it as JSON",
        "{0} is read as JSON by {1} without an HTML check{2}; {3}",
        DiagnosticSeverity.Warning,
        "OAuth providers return an HTML page for bad credentials, at rate limits and during outages. "
        + "A JSON reader then fails with \"'<' is an invalid start of a value\", which hides the cause.",
        RuleTags.Reliability);

    /// <summary>Creates the analyzer.</summary>
    public CheckHtmlBeforeReadingJsonAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        if (TestCode.IsTestProject(context.Compilation))
        {
            return;
        }

        // Looks nothing up before the first file: at this point, that would bind the compilation's references.
        context.RegisterSemanticModelAction(static file =>
        {
            if (OAuthSymbols.TryCreate(file.SemanticModel.Compilation) is { } symbols)
            {
                Analyze(file, CandidateCalls.Of(symbols));
            }
        });
    }

    private static void Analyze(SemanticModelAnalysisContext context, CandidateCalls candidates)
    {
        ResponseAnalysis? analysis = null;
        foreach (var call in candidates.In(context.SemanticModel, context.CancellationToken))
        {
            // Options are per file; files with the same options share the analysis.
            analysis ??= ResponseAnalysis.Of(context.SemanticModel.Compilation, candidates.Symbols, OptionsOf(context));
            if (analysis.Check(call) is { } finding && !GeneratedCode.Contains(call.Syntax) && !OptionalErrorCodes.AreReadAt(call.Syntax))
            {
                context.ReportDiagnostic(Report(finding, candidates.Symbols));
            }
        }
    }

    private static OAuthOptions OptionsOf(SemanticModelAnalysisContext context) =>
        OAuthOptions.From(context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.SemanticModel.SyntaxTree));

    private static Diagnostic Report(UnguardedRead finding, OAuthSymbols symbols)
    {
        var helperReads = !ReferenceEquals(finding.Site, finding.Read);
        var evidence = finding.Explain();
        return RuleReports.Create(
            Rule,
            finding.Site.Syntax.GetLocation(),
            ReportProperties.Locations(
                helperReads ? ImmutableArray.Create(finding.Read.Syntax.GetLocation()) : ImmutableArray<Location>.Empty, evidence),
            ReportProperties.Of(finding.Provider, evidence),
            finding.Provider is null ? "The provider's response" : $"The response of {finding.Provider}",
            finding.Read.TargetMethod.Name,
            finding.Helper is null ? "" : helperReads ? $" in '{finding.Helper.Name}'" : $" (it comes through '{finding.Helper.Name}')",
            ReadAdvice.For(finding.Read, symbols));
    }
}
