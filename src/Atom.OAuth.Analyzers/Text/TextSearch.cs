using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Atom.OAuth.Analyzers.Text;

/// <summary>Finds words in the text of code: that costs a fraction of walking the tokens of its tree.</summary>
internal static class TextSearch
{
    // Large files keep their text in pieces and would put it together at each question.
    private static readonly ConditionalWeakTable<SyntaxTree, string> Texts = new();

    /// <summary>True when one of the words occurs, if only in a comment or within another word.</summary>
    public static bool Mentions(this SyntaxNode code, params string[] words)
    {
        var text = TextOf(code.SyntaxTree);
        foreach (var word in words)
        {
            if (text.IndexOf(word, code.SpanStart, code.Span.Length, StringComparison.Ordinal) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The same, in upper or lower case.</summary>
    public static bool MentionsInAnyCase(this SyntaxNode code, string[] words)
    {
        var text = TextOf(code.SyntaxTree);
        foreach (var word in words)
        {
            if (text.IndexOf(word, code.SpanStart, code.Span.Length, StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The tokens, in source order, that have the word in them.</summary>
    public static IEnumerable<SyntaxToken> TokensWith(this SyntaxNode code, string word) =>
        code.TokensWithAny(new[] { word }, StringComparison.Ordinal);

    /// <summary>The names, in source order, that are exactly that one: a short one is part of many others.</summary>
    public static IEnumerable<SyntaxToken> TokensNamed(this SyntaxNode code, string name)
    {
        var positions = new List<int>();
        Find(code, name, StringComparison.Ordinal, positions, startsName: true, endsName: true);
        return TokensAt(code, positions, name);
    }

    /// <summary>The tokens, in source order, that have one of the words in them, in upper or lower case if not told otherwise.</summary>
    public static IEnumerable<SyntaxToken> TokensWithAny(
        this SyntaxNode code, string[] words, StringComparison comparison = StringComparison.OrdinalIgnoreCase) =>
        code.TokensWithAny(words, Array.Empty<string>(), comparison);

    /// <summary>The same, and the names that end with one of the endings: most words that end names start many others.</summary>
    public static IEnumerable<SyntaxToken> TokensWithAny(
        this SyntaxNode code, string[] words, string[] endings, StringComparison comparison = StringComparison.OrdinalIgnoreCase)
    {
        var positions = new List<int>();
        foreach (var word in words)
        {
            Find(code, word, comparison, positions);
        }

        foreach (var ending in endings)
        {
            Find(code, ending, comparison, positions, endsName: true);
        }

        positions.Sort();
        return TokensAt(code, positions);
    }

    /// <summary>The names, in source order, that are one of those and may be called where they stand.</summary>
    public static IEnumerable<SyntaxToken> TokensCalled(this SyntaxNode code, CalledNames names)
    {
        var positions = new List<int>();
        names.Find(TextOf(code.SyntaxTree), code.SpanStart, code.Span.End, positions);
        return TokensAt(code, positions);
    }

    /// <summary>The names that have one of the words in them, by the text alone.</summary>
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

    /// <summary>True for the text of a string literal, of whatever form, or of a part of an interpolated one.</summary>
    public static bool IsText(this SyntaxToken token) => token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken
        or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.Utf8StringLiteralToken
        or SyntaxKind.Utf8SingleLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken;

    public static bool IsPartOfName(string text, int position) =>
        position >= 0 && position < text.Length && SyntaxFacts.IsIdentifierPartCharacter(text[position]);

    private static string TextOf(SyntaxTree tree) => Texts.GetValue(tree, static t => t.GetText().ToString());

    /// <summary>Adds the places where the word occurs; where told, only those at which a name starts or ends with it.</summary>
    private static void Find(
        SyntaxNode code, string word, StringComparison comparison, List<int> found, bool startsName = false, bool endsName = false)
    {
        var text = TextOf(code.SyntaxTree);
        var end = code.Span.End;
        for (var at = Next(text, word, code.SpanStart, end, comparison); at >= 0; at = Next(text, word, at + word.Length, end, comparison))
        {
            if (!(startsName && IsPartOfName(text, at - 1)) && !(endsName && IsPartOfName(text, at + word.Length)))
            {
                found.Add(at);
            }
        }
    }

    // The name of what is half written is empty, and would be found at one place for ever.
    private static int Next(string text, string word, int start, int end, StringComparison comparison) =>
        start < end && word.Length > 0 ? text.IndexOf(word, start, end - start, comparison) : -1;

    private static IEnumerable<SyntaxToken> TokensAt(SyntaxNode code, List<int> positions, string? name = null) =>
        positions.Count == 0 ? Enumerable.Empty<SyntaxToken>() : EachTokenAt(code, positions, name);

    /// <summary>The tokens at the places; where a name is told, only those that are that one.</summary>
    private static IEnumerable<SyntaxToken> EachTokenAt(SyntaxNode code, List<int> positions, string? name)
    {
        var text = TextOf(code.SyntaxTree);
        var end = -1;
        foreach (var position in positions)
        {
            if (position < end || IsOnLineOfComment(text, position))
            {
                continue;
            }

            // A comment belongs to the token beside it, and is none.
            var token = code.FindToken(position);
            if (token.Span.Contains(position))
            {
                end = token.Span.End;
                if (name is null || (token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name))
                {
                    yield return token;
                }
            }
        }
    }

    /// <summary>Documentation is full of words and links. A line of a raw literal that looks the same is left out with it.</summary>
    private static bool IsOnLineOfComment(string text, int position)
    {
        // Where the line starts far away, the text is no documentation.
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
}
