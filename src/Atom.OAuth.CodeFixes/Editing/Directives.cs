using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Editing;

/// <summary>Detects <c>#if</c> in code to be changed: the change would fit one build and break the other.</summary>
internal static class Directives
{
    public static bool Touch(InsertionPoint point)
    {
        foreach (var token in point.Node.DescendantTokens(node => !IsOtherBlock(node, point)))
        {
            if (!(token.SpanStart == point.Node.SpanStart && !point.IsExpressionBody) && token.LeadingTrivia.Any(IsConditional))
            {
                return true;
            }
        }

        // Braces around an embedded statement, and a block in place of an expression body, also require that no directive is adjacent.
        return (point.IsEmbedded || point.IsExpressionBody)
            && (point.Node.GetLeadingTrivia().Any(static t => t.IsDirective)
                || point.Node.GetLastToken().GetNextToken().LeadingTrivia.Any(IsConditional));
    }

    /// <summary>Returns true if there is an <c>#if</c> inside a node, even one that this build excludes.</summary>
    public static bool Inside(SyntaxNode node) =>
        node.DescendantTokens().Any(token => (token.SpanStart > node.SpanStart && token.LeadingTrivia.Any(IsConditional))
            || (token.Span.End < node.Span.End && token.TrailingTrivia.Any(IsConditional)));

    /// <summary>Returns true for a node between <c>#if</c> and <c>#endif</c>.</summary>
    public static bool IsConditional(SyntaxNode node)
    {
        var depth = 0;
        foreach (var trivia in node.SyntaxTree
            .GetRoot()
            .DescendantTrivia(TextSpan.FromBounds(0, node.SpanStart))
            .Where(trivia => trivia.SpanStart < node.SpanStart))
        {
            depth += trivia.IsKind(SyntaxKind.IfDirectiveTrivia) ? 1 : trivia.IsKind(SyntaxKind.EndIfDirectiveTrivia) ? -1 : 0;
        }

        return depth > 0;
    }

    /// <summary>A block that does not contain the read is unchanged, unless the whole statement is indented.</summary>
    private static bool IsOtherBlock(SyntaxNode node, InsertionPoint point) =>
        node is BlockSyntax && !point.IsEmbedded && !node.Span.Contains(point.Anchor.Span);

    private static bool IsConditional(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.IfDirectiveTrivia)
        || trivia.IsKind(SyntaxKind.ElifDirectiveTrivia)
        || trivia.IsKind(SyntaxKind.ElseDirectiveTrivia)
        || trivia.IsKind(SyntaxKind.EndIfDirectiveTrivia)
        || trivia.IsKind(SyntaxKind.DisabledTextTrivia);
}
