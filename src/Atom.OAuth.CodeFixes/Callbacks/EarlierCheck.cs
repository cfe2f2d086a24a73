using Atom.OAuth.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>
/// Determines whether the check may come before the exchange already at a use of the state: what lies between must not handle other requests
/// than callbacks, such as those that start a flow.
/// </summary>
internal static class EarlierCheck
{
    /// <summary>Returns true if every request with a use of the state also gets to the exchange, whether it has a code or not.</summary>
    /// <param name="use">The position before the use.</param>
    /// <param name="exchange">The exchange.</param>
    /// <param name="site">The callback.</param>
    public static bool MayPrecede(InsertionPoint use, SyntaxNode exchange, CallbackSite site) =>
        use.Node.SpanStart < exchange.SpanStart
        && InsertionPoint.Before(exchange, site.Model) is { IsConditional: false } point
        && IsReached(point.Node, use.Owner)
        && !Returns(use, point)
        && !TestsCode(use.Node, exchange, site);

    /// <summary>Returns true for a statement of a block, or of a <c>try</c> in it.</summary>
    private static bool IsReached(SyntaxNode statement, SyntaxNode owner)
    {
        while (statement.Parent is BlockSyntax { Parent: TryStatementSyntax attempt } block && block != owner && attempt.Block == block)
        {
            statement = attempt;
        }

        return statement.Parent == owner;
    }

    private static bool Returns(InsertionPoint use, InsertionPoint exchange) =>
        use.Owner.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .OfType<ReturnStatementSyntax>()
            .Any(end => end.SpanStart > use.Node.Span.End && end.SpanStart < exchange.Node.SpanStart);

    /// <summary>Recognizes a condition with the code: a request without one is not a callback.</summary>
    private static bool TestsCode(SyntaxNode use, SyntaxNode exchange, CallbackSite site) =>
        FirstUseOfCode.MentionsOf(site.Callback).Any(code =>
            code.SpanStart >= use.SpanStart
            && code.SpanStart < exchange.SpanStart
            && code.AncestorsAndSelf().Any(node => node.Parent switch
            {
                IfStatementSyntax test => test.Condition == node,
                SwitchStatementSyntax choice => choice.Expression == node,
                ConditionalExpressionSyntax choice => choice.Condition == node,
                SwitchExpressionSyntax choice => choice.GoverningExpression == node,
                BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } choice => choice.Left == node,
                _ => false,
            }));
}
