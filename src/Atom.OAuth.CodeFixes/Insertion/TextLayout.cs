using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Insertion;

/// <summary>
/// How a file is laid out, read off the file itself: new text has its line endings, its indentation and its braces,
/// and everything else stays as it is, byte for byte.
/// </summary>
internal sealed class TextLayout
{
    private readonly SourceText _text;
    private readonly SyntaxNode _root;

    public TextLayout(SyntaxNode root, SourceText text, int position)
    {
        _root = root;
        _text = text;
        NewLine = LineBreakNear(text, text.Lines.GetLineFromPosition(position).LineNumber);
        Unit = UnitOf(root, IndentationAt(position));
        BraceOnOwnLine = MostBracesOnOwnLine(root);
    }

    public string NewLine { get; }

    /// <summary>One step of indentation.</summary>
    public string Unit { get; }

    public bool BraceOnOwnLine { get; }

    /// <summary>What stands between a statement's head and the first line of its new block.</summary>
    public string OpenBrace(string indentation) => BraceOnOwnLine ? NewLine + indentation + "{" : " {";

    public string IndentationAt(int position)
    {
        var line = _text.Lines.GetLineFromPosition(position);
        var end = line.Start;
        while (end < line.End && char.IsWhiteSpace(_text[end]))
        {
            end++;
        }

        return _text.ToString(TextSpan.FromBounds(line.Start, end));
    }

    public bool IsFirstOnLine(int position) => WhitespaceBefore(position) == _text.Lines.GetLineFromPosition(position).Start;

    /// <summary>Where the white space before a position begins, within its line.</summary>
    public int WhitespaceBefore(int position)
    {
        var start = _text.Lines.GetLineFromPosition(position).Start;
        while (position > start && char.IsWhiteSpace(_text[position - 1]))
        {
            position--;
        }

        return position;
    }

    /// <summary>The changes that move the lines of a node one step to the right; text inside literals stays.</summary>
    public IEnumerable<TextChange> Indent(TextSpan span, IReadOnlyCollection<TextSpan> except)
    {
        var first = _text.Lines.GetLineFromPosition(span.Start).LineNumber;
        var last = _text.Lines.GetLineFromPosition(span.End).LineNumber;
        for (var number = first; number <= last; number++)
        {
            var line = _text.Lines[number];
            if (line.Start >= span.Start && line.Span.Length > 0 && !IsInsideToken(line.Start) && !except.Any(e => e.Start < line.Start && line.Start < e.End))
            {
                yield return new TextChange(new TextSpan(line.Start, 0), Unit);
            }
        }
    }

    private bool IsInsideToken(int position) =>
        _root.FindToken(position) is var token && token.SpanStart < position && position < token.Span.End;

    private static string LineBreakNear(SourceText text, int line)
    {
        for (var distance = 0; distance < text.Lines.Count; distance++)
        {
            foreach (var number in new[] { line - distance, line + distance })
            {
                if (number >= 0 && number < text.Lines.Count && text.Lines[number] is var found && found.EndIncludingLineBreak > found.End)
                {
                    return text.ToString(TextSpan.FromBounds(found.End, found.EndIncludingLineBreak));
                }
            }
        }

        return "\n";
    }

    private static string UnitOf(SyntaxNode root, string indentation)
    {
        if (indentation.Length > 0 && indentation[0] == '\t')
        {
            return "\t";
        }

        // The step between a block's brace and its statements, where the file shows one.
        foreach (var block in root.DescendantNodes().OfType<BlockSyntax>())
        {
            if (block.Statements.Count > 0 && Column(block.Statements[0].GetFirstToken()) is var inner && Column(block.CloseBraceToken) is var outer && inner > outer)
            {
                return block.Statements[0].GetLeadingTrivia().ToString().EndsWith("\t", StringComparison.Ordinal) ? "\t" : new string(' ', inner - outer);
            }
        }

        return "    ";
    }

    private static int Column(SyntaxToken token) => token.GetLocation().GetLineSpan().StartLinePosition.Character;

    private static bool MostBracesOnOwnLine(SyntaxNode root)
    {
        var (own, shared) = (0, 0);
        foreach (var block in root.DescendantNodes().OfType<BlockSyntax>())
        {
            if (block.Parent is not (StatementSyntax or ElseClauseSyntax or BaseMethodDeclarationSyntax) || block.OpenBraceToken.GetPreviousToken() is not { RawKind: not 0 } before)
            {
                continue;
            }

            if (before.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia))
            {
                own++;
            }
            else
            {
                shared++;
            }
        }

        return own >= shared;
    }
}
