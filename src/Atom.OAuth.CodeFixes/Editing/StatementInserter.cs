using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Editing;

/// <summary>
/// Inserts statements at an insertion point as text changes: lines above a statement, braces around an embedded one,
/// or a block in place of an expression body.
/// </summary>
internal sealed class StatementInserter
{
    private readonly InsertionPoint _point;
    private readonly SourceText _text;
    private readonly TextLayout _layout;
    private readonly IReadOnlyCollection<TextSpan> _replaced;

    /// <param name="point">Where to insert the statements.</param>
    /// <param name="text">The file.</param>
    /// <param name="layout">The layout of the file.</param>
    /// <param name="replaced">Parts of the statement that other changes replace.</param>
    public StatementInserter(InsertionPoint point, SourceText text, TextLayout layout, IReadOnlyCollection<TextSpan> replaced)
    {
        _point = point;
        _text = text;
        _layout = layout;
        _replaced = replaced;
    }

    /// <param name="lines">The statements, one per line, indented with tabs; an empty line stays empty.</param>
    /// <param name="returnsValue">Whether the value of an expression body is returned.</param>
    public IEnumerable<TextChange> Insert(IReadOnlyList<string> lines, bool returnsValue)
    {
        if (_point.IsExpressionBody)
        {
            return new ExpressionBodyReplacer(_point, _layout, _replaced).Replace(lines, returnsValue);
        }

        return _point.IsEmbedded ? WrapInBlock(lines) : InsertBefore(lines);
    }

    private IEnumerable<TextChange> InsertBefore(IReadOnlyList<string> lines)
    {
        var statement = _point.Node;
        var indentation = _layout.IndentationAt(statement.SpanStart);
        if (_layout.IsFirstOnLine(statement.SpanStart))
        {
            var start = AttachedComments.Start(statement.GetFirstToken(), _text);
            yield return new TextChange(new TextSpan(start, 0), _layout.Render(lines, indentation));
            yield break;
        }

        // `{ return Parse(json); }` on one line is split into several lines.
        var outer = indentation;
        var previous = statement.GetFirstToken().GetPreviousToken();
        indentation += previous.IsKind(SyntaxKind.SemicolonToken) ? string.Empty : _layout.Unit;
        yield return Break(statement.SpanStart, _layout.Render(lines, indentation) + indentation);
        foreach (var change in _layout.Indent(statement.Span, _replaced))
        {
            yield return change;
        }

        if (statement.Parent is BlockSyntax { CloseBraceToken: var close } && IsOnSameLine(statement.Span.End, close.SpanStart))
        {
            yield return Break(close.SpanStart, outer);
        }
    }

    private IEnumerable<TextChange> WrapInBlock(IReadOnlyList<string> lines)
    {
        var statement = _point.Node;
        var previous = statement.GetFirstToken().GetPreviousToken();
        var outer = _layout.IndentationAt(_point.Owner.SpanStart);
        var inner = outer + _layout.Unit;
        if (_layout.IsFirstOnLine(statement.SpanStart))
        {
            var head = _layout.BraceOnOwnLine ? AttachedComments.End(previous) : previous.Span.End;
            yield return new TextChange(new TextSpan(head, 0), _layout.OpenBrace(outer));
            var start = AttachedComments.Start(statement.GetFirstToken(), _text);
            yield return new TextChange(new TextSpan(start, 0), _layout.Render(lines, inner));
            if (_layout.IndentationAt(statement.SpanStart).Length < inner.Length)
            {
                foreach (var change in _layout.Indent(TextSpan.FromBounds(start, statement.Span.End), _replaced))
                {
                    yield return change;
                }
            }
        }
        else
        {
            yield return Break(statement.SpanStart, _layout.Render(lines, inner) + inner, _layout.OpenBrace(outer));
            foreach (var change in _layout.Indent(statement.Span, _replaced))
            {
                yield return change;
            }
        }

        yield return Close(statement, outer);
        var next = statement.GetLastToken().GetNextToken();
        if (!next.IsKind(SyntaxKind.None) && IsOnSameLine(statement.Span.End, next.SpanStart))
        {
            yield return Break(next.SpanStart, outer);
        }
    }

    private TextChange Close(SyntaxNode statement, string outer) =>
        new(new TextSpan(AttachedComments.End(statement.GetLastToken()), 0), _layout.NewLine + outer + "}");

    /// <summary>Replaces the white space before a position with a line break and text.</summary>
    private TextChange Break(int position, string text, string before = "") =>
        new(TextSpan.FromBounds(_layout.WhitespaceBefore(position), position), before + _layout.NewLine + text);

    private bool IsOnSameLine(int left, int right) =>
        _text.Lines.GetLineFromPosition(left).LineNumber == _text.Lines.GetLineFromPosition(right).LineNumber;
}
