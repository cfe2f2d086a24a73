using System.Collections.Concurrent;
using System.Collections.Immutable;
using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Responses;
using Atom.OAuth.Analyzers.Responses.Reads;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Rules;

/// <summary>
/// ATOM001: a provider's response is read as JSON with no HTML check before it on some path.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CheckHtmlBeforeReadingJsonAnalyzer : RuleAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptors.Create(
        RuleIds.CheckHtmlBeforeReadingJson,
        "Check a provider's response for HTML before reading it as JSON",
        "{0} is read as JSON by {1} without an HTML check{2}; {3}",
        DiagnosticSeverity.Warning,
        "OAuth providers respond with an HTML page to bad credentials, rate limits and outages. "
        + "A JSON reader then fails with \"'<' is an invalid start of a value\", which hides the cause.",
        RuleTags.Reliability);

    /// <summary>Creates the analyzer.</summary>
    public CheckHtmlBeforeReadingJsonAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        // Nothing is looked up before the first call: at this point that would bind the compilation's references.
        var gate = new Lazy<CandidateCalls?>(() =>
            !TestCode.IsTestProject(context.Compilation) && OAuthSymbols.TryCreate(context.Compilation) is { } symbols ? CandidateCalls.Of(symbols) : null);

        // Options belong to a file; the analysis is shared by all files with the same options.
        var analyses = new ConcurrentDictionary<SyntaxTree, ResponseAnalysis>();
        context.RegisterOperationAction(
            c =>
            {
                var call = (IInvocationOperation)c.Operation;
                if (!c.IsGeneratedCode && gate.Value is { } candidates && candidates.Contains(call))
                {
                    Analyze(c, call, candidates.Symbols, analyses);
                }
            },
            OperationKind.Invocation);
    }

    private static void Analyze(
        OperationAnalysisContext context, IInvocationOperation call, OAuthSymbols symbols, ConcurrentDictionary<SyntaxTree, ResponseAnalysis> analyses)
    {
        var analysis = analyses.GetOrAdd(
            call.Syntax.SyntaxTree,
            tree => ResponseAnalysis.Of(context.Compilation, symbols, OAuthOptions.From(context.Options.AnalyzerConfigOptionsProvider.GetOptions(tree))));
        if (analysis.Check(call) is { } finding)
        {
            context.ReportDiagnostic(Report(finding, symbols));
        }
    }

    private static Diagnostic Report(UnguardedRead finding, OAuthSymbols symbols)
    {
        var helperReads = !ReferenceEquals(finding.Site, finding.Read);
        var evidence = finding.Explain();
        return Diagnostic.Create(
            Rule,
            finding.Site.Syntax.GetLocation(),
            ReportProperties.Locations(helperReads ? ImmutableArray.Create(finding.Read.Syntax.GetLocation()) : ImmutableArray<Location>.Empty, evidence),
            ReportProperties.Of(finding.Provider, evidence),
            finding.Provider is null ? "The provider's response" : $"The response of {finding.Provider}",
            finding.Read.TargetMethod.Name,
            finding.Helper is null ? "" : helperReads ? $" in '{finding.Helper.Name}'" : $" (it comes through '{finding.Helper.Name}')",
            symbols.HasRuntime
                ? "call CheckHtmlResponseAsync first, or read with ReadOAuthJsonAsync"
                : "add the package Atom.OAuth.Runtime and call CheckHtmlResponseAsync first");
    }
}
