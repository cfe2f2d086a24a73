using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Editing;

/// <summary>
/// The layout of a file, detected from its text: new text uses its line endings, indentation and brace style,
/// and everything else stays unchanged, byte for byte.
/// </summary>
internal sealed class TextLayout
{
    private readonly SourceText _text;
    private readonly SyntaxNode _root;

    public TextLayout(SyntaxNode root, SourceText text, int position)
    {
        _root = root;
        _text = text;
        NewLine = FileStyle.LineBreakNear(text, text.Lines.GetLineFromPosition(position).LineNumber);
        Unit = FileStyle.IndentationUnit(root, IndentationAt(position));
        BraceOnOwnLine = FileStyle.BracesStandOnOwnLines(root);
    }

    public string NewLine { get; }

    /// <summary>One level of indentation.</summary>
    public string Unit { get; }

    public bool BraceOnOwnLine { get; }

    /// <summary>Gets the text between the head of a statement and the first line of its new block.</summary>
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

    /// <summary>Gets the start of the white space before a position, within its line.</summary>
    public int WhitespaceBefore(int position)
    {
        var start = _text.Lines.GetLineFromPosition(position).Start;
        while (position > start && char.IsWhiteSpace(_text[position - 1]))
        {
            position--;
        }

        return position;
    }

    /// <summary>Renders statements as text, each line with a line break.</summary>
    /// <param name="lines">The lines, indented with tabs; an empty line stays empty.</param>
    /// <param name="indentation">The indentation of each line.</param>
    public string Render(IEnumerable<string> lines, string indentation)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            var content = line.TrimStart('\t');
            if (content.Length > 0)
            {
                text.Append(indentation);
                for (var depth = line.Length - content.Length; depth > 0; depth--)
                {
                    text.Append(Unit);
                }
            }

            text.Append(content).Append(NewLine);
        }

        return text.ToString();
    }

    /// <summary>Gets the changes that indent the lines of a span by one level, except for text inside literals.</summary>
    public IEnumerable<TextChange> Indent(TextSpan span, IReadOnlyCollection<TextSpan> except)
    {
        var first = _text.Lines.GetLineFromPosition(span.Start).LineNumber;
        var last = _text.Lines.GetLineFromPosition(span.End).LineNumber;
        for (var number = first; number <= last; number++)
        {
            var line = _text.Lines[number];
            if (line.Start >= span.Start
                && line.Span.Length > 0
                && !IsInsideToken(line.Start)
                && !except.Any(e => e.Start < line.Start && line.Start < e.End))
            {
                yield return new TextChange(new TextSpan(line.Start, 0), Unit);
            }
        }
    }

    private bool IsInsideToken(int position) =>
        _root.FindToken(position) is var token && token.SpanStart < position && position < token.Span.End;
}
