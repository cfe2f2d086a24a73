using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.Analyzers.Text;

/// <summary>Finds words in the text of code, which takes a fraction of the time of walking the tokens of its tree.</summary>
internal static class TextSearch
{
    // Large files store their text in pieces, and would join them on every search.
    private static readonly ConditionalWeakTable<SyntaxTree, string> Texts = new();

    /// <summary>Returns true if one of the words occurs, even if only in a comment or within another word.</summary>
    public static bool Mentions(this SyntaxNode code, params string[] words)
    {
        var (text, span) = (TextOf(code.SyntaxTree), code.Span);
        foreach (var word in words)
        {
            if (text.IndexOf(word, span.Start, span.Length, StringComparison.Ordinal) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Does the same for one word.</summary>
    public static bool Mentions(this SyntaxNode code, string word) =>
        code.Span is var span && TextOf(code.SyntaxTree).IndexOf(word, span.Start, span.Length, StringComparison.Ordinal) >= 0;

    /// <summary>Does the same for one word, ignoring case.</summary>
    public static bool MentionsInAnyCase(this SyntaxNode code, string word) =>
        code.Span is var span && TextOf(code.SyntaxTree).IndexOf(word, span.Start, span.Length, StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>Returns true if one of the words occurs, ignoring case.</summary>
    public static bool MentionsInAnyCase(this SyntaxNode code, string[] words)
    {
        var (text, span) = (TextOf(code.SyntaxTree), code.Span);
        foreach (var word in words)
        {
            if (text.IndexOf(word, span.Start, span.Length, StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gets the tokens that contain the word, in source order.</summary>
    public static IEnumerable<SyntaxToken> TokensWith(this SyntaxNode code, string word) => TokensAt(code, word, Edges.None);

    /// <summary>Gets the literals and other tokens that contain the text in double quotes, in source order.</summary>
    public static IEnumerable<SyntaxToken> TokensQuoting(this SyntaxNode code, string quoted) => TokensAt(code, $"\"{quoted}\"", Edges.None);

    /// <summary>Gets the identifiers that are exactly this name, in source order: a short name is part of many others.</summary>
    public static IEnumerable<SyntaxToken> TokensNamed(this SyntaxNode code, string name) => TokensAt(code, name, Edges.WholeName);

    /// <summary>Gets the tokens that contain one of the words, in source order, by default ignoring case.</summary>
    public static IEnumerable<SyntaxToken> TokensWithAny(
        this SyntaxNode code, string[] words, StringComparison comparison = StringComparison.OrdinalIgnoreCase) =>
        code.TokensWithAny(words, Array.Empty<string>(), comparison);

    /// <summary>Gets the same tokens, and the names with one of the endings: most words at the end of names also start many others.</summary>
    public static IEnumerable<SyntaxToken> TokensWithAny(
        this SyntaxNode code, string[] words, string[] endings, StringComparison comparison = StringComparison.OrdinalIgnoreCase)
    {
        List<int>? positions = null;
        var (text, span) = (TextOf(code.SyntaxTree), code.Span);
        foreach (var word in words)
        {
            Find(text, span, word, comparison, ref positions);
        }

        foreach (var ending in endings)
        {
            Find(text, span, ending, comparison, ref positions, Edges.EndOfName);
        }

        positions?.Sort();
        return TokensAt(code, positions);
    }

    /// <summary>
    /// Gets the names that contain one of the words and fit, in source order. Most do not, and are excluded by the text alone, before their tokens
    /// are looked up.
    /// </summary>
    public static IEnumerable<SyntaxToken> TokensOfNames(this SyntaxNode code, string[] words, Func<WrittenName, bool> fits)
    {
        List<int>? positions = null;
        var (text, span) = (TextOf(code.SyntaxTree), code.Span);
        foreach (var word in words)
        {
            Find(text, span, word, StringComparison.Ordinal, ref positions);
        }

        if (positions is null)
        {
            return Enumerable.Empty<SyntaxToken>();
        }

        positions.RemoveAll(at => !fits(WrittenName.Around(text, at, at + 1)));
        positions.Sort();
        return TokensAt(code, positions);
    }

    /// <summary>Gets the names that are one of these and may be called where they occur, in source order.</summary>
    public static IEnumerable<SyntaxToken> TokensCalled(this SyntaxNode code, CalledNames names)
    {
        var positions = new List<int>();
        names.Find(TextOf(code.SyntaxTree), code.SpanStart, code.Span.End, positions);
        return TokensAt(code, positions);
    }

    /// <summary>Gets the names that contain one of the words, by text alone.</summary>
    public static IEnumerable<WrittenName> NamesWithAny(this SyntaxNode code, string[] words)
    {
        var text = TextOf(code.SyntaxTree);
        var end = code.Span.End;
        foreach (var word in words)
        {
            for (var at = Next(text, word, code.SpanStart, end, StringComparison.Ordinal); at >= 0; at = Next(
                text, word, at + word.Length, end, StringComparison.Ordinal))
            {
                yield return WrittenName.Around(text, at, at + word.Length);
            }
        }
    }

    /// <summary>Returns true for the text of any kind of string literal, or of a part of an interpolated string.</summary>
    public static bool IsText(this SyntaxToken token) => token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken
        or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.Utf8StringLiteralToken
        or SyntaxKind.Utf8SingleLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken;

    public static bool IsPartOfName(string text, int position) =>
        position >= 0 && position < text.Length && SyntaxFacts.IsIdentifierPartCharacter(text[position]);

    private static string TextOf(SyntaxTree tree) => Texts.GetValue(tree, static t => t.GetText().ToString());

    /// <summary>Adds the positions of the word. Most files have none, and get no list.</summary>
    private static void Find(string text, TextSpan span, string word, StringComparison comparison, ref List<int>? found, Edges edges = Edges.None)
    {
        for (var at = Next(text, word, span.Start, span.End, comparison, edges);
            at >= 0;
            at = Next(text, word, at + word.Length, span.End, comparison, edges))
        {
            (found ??= new List<int>()).Add(at);
        }
    }

    /// <summary>Gets the next position of a word with such edges, or -1.</summary>
    private static int Next(string text, string word, int start, int end, StringComparison comparison, Edges edges = Edges.None)
    {
        // Incomplete code may have an empty name, which would be found at the same position forever.
        while (start < end && word.Length > 0)
        {
            var at = text.IndexOf(word, start, end - start, comparison);
            if (at < 0 || Has(edges, text, at, at + word.Length))
            {
                return at;
            }

            start = at + word.Length;
        }

        return -1;
    }

    private static bool Has(Edges edges, string text, int start, int end) => edges switch
    {
        Edges.WholeName => !IsPartOfName(text, start - 1) && !IsPartOfName(text, end),
        Edges.EndOfName => !IsPartOfName(text, end),
        _ => true,
    };

    private static IEnumerable<SyntaxToken> TokensAt(SyntaxNode code, List<int>? positions) =>
        positions is null or { Count: 0 } ? Enumerable.Empty<SyntaxToken>() : EachTokenAt(code, positions);

    private static IEnumerable<SyntaxToken> EachTokenAt(SyntaxNode code, List<int> positions)
    {
        var end = -1;
        foreach (var position in positions)
        {
            if (position >= end && TokenAt(code, position) is { } token)
            {
                end = token.Span.End;
                yield return token;
            }
        }
    }

    /// <summary>Gets the tokens at a word. Most code does not contain it, which is found out without an enumerator.</summary>
    private static IEnumerable<SyntaxToken> TokensAt(SyntaxNode code, string word, Edges edges) =>
        code.Span is var span && Next(TextOf(code.SyntaxTree), word, span.Start, span.End, StringComparison.Ordinal, edges) is >= 0 and var first
            ? EachTokenAt(code, word, edges, first)
            : Enumerable.Empty<SyntaxToken>();

    private static IEnumerable<SyntaxToken> EachTokenAt(SyntaxNode code, string word, Edges edges, int first)
    {
        var (text, span) = (TextOf(code.SyntaxTree), code.Span);
        var end = -1;
        for (var at = first; at >= 0; at = Next(text, word, at + word.Length, span.End, StringComparison.Ordinal, edges))
        {
            if (at >= end && TokenAt(code, at) is { } token)
            {
                end = token.Span.End;
                if (edges != Edges.WholeName || (token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == word))
                {
                    yield return token;
                }
            }
        }
    }

    /// <summary>Gets the token that contains a position; null in a comment, which is found with the adjacent token, but is not part of it.</summary>
    private static SyntaxToken? TokenAt(SyntaxNode code, int position) =>
        code.Span.Contains(position)
        && !IsOnLineOfComment(TextOf(code.SyntaxTree), position)
        && code.FindToken(position) is var token
        && token.Span.Contains(position)
            ? token
            : null;

    /// <summary>Documentation is full of words and links. Skips lines of a raw literal that look the same, too.</summary>
    private static bool IsOnLineOfComment(string text, int position)
    {
        // If the line starts far away, the text is not documentation.
        const int MaxIndex = 200;
        var start = position;
        while (start > 0 && position - start < MaxIndex && text[start - 1] is not ('\n' or '\r'))
        {
            start--;
        }

        while (text[start] is ' ' or '\t')
        {
            start++;
        }

        return start + 1 < position && text[start] == '/' && text[start + 1] == '/';
    }

    /// <summary>What has to be around a word.</summary>
    private enum Edges
    {
        None,
        WholeName,
        EndOfName,
    }
}
