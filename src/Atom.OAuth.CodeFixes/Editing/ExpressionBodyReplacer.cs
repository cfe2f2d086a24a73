using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Editing;

/// <summary>Turns the expression body of a lambda or a member into a block that starts with new statements.</summary>
internal sealed class ExpressionBodyReplacer
{
    private readonly InsertionPoint _point;
    private readonly TextLayout _layout;
    private readonly IReadOnlyCollection<TextSpan> _replaced;

    /// <param name="point">The body.</param>
    /// <param name="layout">The layout of the file.</param>
    /// <param name="replaced">Parts of the expression that other changes replace.</param>
    public ExpressionBodyReplacer(InsertionPoint point, TextLayout layout, IReadOnlyCollection<TextSpan> replaced)
    {
        _point = point;
        _layout = layout;
        _replaced = replaced;
    }

    /// <param name="lines">The statements, one per line, indented with tabs.</param>
    /// <param name="returnsValue">Whether the value of the expression is returned.</param>
    public IEnumerable<TextChange> Replace(IReadOnlyList<string> lines, bool returnsValue)
    {
        var expression = _point.Node;
        var isLambda = _point.Owner is LambdaExpressionSyntax;
        var isProperty = _point.Owner is BasePropertyDeclarationSyntax;
        var owner = _layout.IndentationAt(_point.Owner.SpanStart);
        var outer = isProperty ? owner + _layout.Unit : owner;
        var inner = outer + _layout.Unit;

        var arrow = expression.GetFirstToken().GetPreviousToken();
        var head = isLambda ? arrow.Span.End : arrow.GetPreviousToken().Span.End;
        var open = new StringBuilder(isProperty ? _layout.OpenBrace(owner) + _layout.NewLine + outer + "get" : string.Empty);
        open.Append(_layout.OpenBrace(outer)).Append(_layout.NewLine).Append(_layout.Render(lines, inner));
        foreach (var comment in CommentsBetween(head, expression.SpanStart))
        {
            open.Append(inner).Append(comment).Append(_layout.NewLine);
        }

        open.Append(inner).Append(returnsValue ? "return " : string.Empty);
        yield return new TextChange(TextSpan.FromBounds(head, expression.SpanStart), open.ToString());

        var isShort = _layout.IndentationAt(expression.SpanStart).Length < inner.Length;
        foreach (var change in isShort ? _layout.Indent(expression.Span, _replaced) : Enumerable.Empty<TextChange>())
        {
            yield return change;
        }

        var close = _layout.NewLine + outer + "}" + (isProperty ? _layout.NewLine + owner + "}" : string.Empty);
        yield return isLambda
            ? new TextChange(new TextSpan(expression.Span.End, 0), ";" + close)
            : new TextChange(new TextSpan(AttachedComments.End(expression.GetLastToken().GetNextToken()), 0), close);
    }

    private IEnumerable<string> CommentsBetween(int start, int end) =>
        _point.Node.SyntaxTree.GetRoot().DescendantTrivia(TextSpan.FromBounds(start, end))
            .Where(trivia => trivia.SpanStart >= start && trivia.Span.End <= end)
            .Where(static trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
            .Select(static trivia => trivia.ToString());
}
