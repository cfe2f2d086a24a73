using System.Collections.Immutable;
using Atom.OAuth.Analyzers.Flow;
using Atom.OAuth.Analyzers.Providers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers.Rules;

/// <summary>
/// ATOM007: a provider's endpoint that is retired or has a dated end.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UseCurrentProviderEndpointAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of the diagnostic that holds what has to be replaced in the literal; absent where that is not all there is to do.</summary>
    internal const string OldProperty = "Old";

    /// <summary>The property of the diagnostic that holds what takes its place.</summary>
    internal const string NewProperty = "New";

    private static readonly DiagnosticDescriptor Rule = RuleDescriptors.Create(
        RuleIds.UseCurrentProviderEndpoint,
        "Use a provider's current endpoint",
        "{0} has retired the endpoint '{1}'{2}; use '{3}'{4}",
        DiagnosticSeverity.Warning,
        "Providers retire OAuth endpoints on dates that pass unnoticed: from then on no account can be connected and no token refreshed.");

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCode.LeftOutByTheRule);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (!TestCode.IsTestProject(start.Compilation))
            {
                start.RegisterSyntaxTreeAction(Analyze);
            }
        });
    }

    private static void Analyze(SyntaxTreeAnalysisContext context)
    {
        var root = context.Tree.GetRoot(context.CancellationToken);
        if (context.IsGeneratedCode || !root.MentionsInAnyCase(RetiredEndpoints.Hosts))
        {
            return;
        }

        foreach (var token in root.TokensWithAny(RetiredEndpoints.Words))
        {
            if (token.IsText() && token.Parent is { } node && FindUse(node, token.ValueText) is { } use && !TestCode.Contains(node) && !GeneratedCode.Contains(node))
            {
                context.ReportDiagnostic(Report(use, token, isWhole: use.Start + use.Old.Length == token.ValueText.Length));
            }
        }
    }

    private static RetiredEndpointUse? FindUse(SyntaxNode node, string text) =>
        IsStartOfUrl(node) ? RetiredEndpoints.FindUrl(text) ?? RetiredEndpoints.FindPath(text, host => NamesHost(node, host)) : null;

    /// <summary>The text of an interpolated string is the start of a URL when nothing but a host stands before it.</summary>
    private static bool IsStartOfUrl(SyntaxNode node) =>
        node is not InterpolatedStringTextSyntax || (node.Parent is InterpolatedStringExpressionSyntax whole && whole.Contents.IndexOf((InterpolatedStringContentSyntax)node) <= 1);

    /// <summary>Whether the type that the text stands in has the host in a text of its own, as a base address or a constant.</summary>
    private static bool NamesHost(SyntaxNode node, string host) =>
        (node.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? node.SyntaxTree.GetRoot()).TokensWith(host)
            .Any(static token => token.IsText());

    private static Diagnostic Report(RetiredEndpointUse use, SyntaxToken token, bool isWhole)
    {
        // New endpoints refuse parameters in the query that old ones took: with a query, the literal is not all there is to change.
        var properties = ReportProperties.Of(use.Provider);
        if (use.Endpoint.Migration is null && isWhole)
        {
            properties = properties.Add(OldProperty, use.Old).Add(NewProperty, use.New);
        }

        return Diagnostic.Create(
            Rule,
            token.GetLocation(),
            properties,
            use.Provider,
            use.Endpoint.Url,
            use.Endpoint.EndsOn is { } day ? $" (it ends on {day})" : "",
            use.Endpoint.ReplacedBy,
            use.Endpoint.Migration is { } migration ? $". {migration.TrimEnd('.')}" : "");
    }
}
