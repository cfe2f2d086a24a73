using Atom.OAuth.Analyzers;
using Atom.OAuth.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Rules;

/// <summary>One report of ATOM001 as the fixes see it: the finding, and the code around it.</summary>
internal sealed class ReadSite : FixSite
{
    /// <remarks>The node is the read, or the call that hands the response to a helper that reads it.</remarks>
    private ReadSite(SemanticModel model, OAuthSymbols symbols, OAuthOptions options, UnguardedRead finding)
        : base(model, symbols, options, finding.Site.Syntax) => Finding = finding;

    public UnguardedRead Finding { get; }

    /// <summary>Asks the analysis again; null when the report no longer holds.</summary>
    public static ReadSite? Find(SemanticModel model, OAuthOptions options, TextSpan span)
    {
        if (OAuthSymbols.TryCreate(model.Compilation) is not { HasRuntime: true } symbols
            || !model.SyntaxTree.GetRoot().FullSpan.Contains(span)
            || model.SyntaxTree.GetRoot().FindNode(span, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } node
            || Analyze(model, symbols, options, node) is not { } finding)
        {
            return null;
        }

        return new ReadSite(model, symbols, options, finding);
    }

    /// <summary>How many reports stand in a part of the file.</summary>
    public static int Count(SemanticModel model, OAuthOptions options, TextSpan span)
    {
        if (OAuthSymbols.TryCreate(model.Compilation) is not { } symbols)
        {
            return 0;
        }

        return model.SyntaxTree.GetRoot().DescendantNodes(span)
            .OfType<InvocationExpressionSyntax>()
            .Count(node => span.Contains(node.Span) && Analyze(model, symbols, options, node) is not null);
    }

    private static UnguardedRead? Analyze(SemanticModel model, OAuthSymbols symbols, OAuthOptions options, SyntaxNode node) =>
        model.GetOperation(node) is IInvocationOperation call && CandidateCalls.Of(symbols).Contains(call)
            ? ResponseAnalysis.Of(model.Compilation, symbols, options).Check(call)
            : null;
}
