using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Atom.OAuth.Analyzers;

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
        code.TokensAt(Find(code, word, StringComparison.Ordinal));

    /// <summary>The names, in source order, that are exactly that one: a short one is part of many others.</summary>
    public static IEnumerable<SyntaxToken> TokensNamed(this SyntaxNode code, string name)
    {
        var text = TextOf(code.SyntaxTree);
        return code.TokensAt(Find(code, name, StringComparison.Ordinal).Where(at => !IsPartOfName(text, at - 1) && !IsPartOfName(text, at + name.Length)))
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name);
    }

    /// <summary>The tokens, in source order, that have one of the words in them, in upper or lower case if not told otherwise.</summary>
    public static IEnumerable<SyntaxToken> TokensWithAny(this SyntaxNode code, string[] words, StringComparison comparison = StringComparison.OrdinalIgnoreCase) =>
        code.TokensWithAny(words, Array.Empty<string>(), comparison);

    /// <summary>The same, and the names that end with one of the endings: most words that end names start many others.</summary>
    public static IEnumerable<SyntaxToken> TokensWithAny(this SyntaxNode code, string[] words, string[] endings, StringComparison comparison = StringComparison.OrdinalIgnoreCase)
    {
        var positions = new List<int>();
        foreach (var word in words)
        {
            positions.AddRange(Find(code, word, comparison));
        }

        var text = TextOf(code.SyntaxTree);
        foreach (var ending in endings)
        {
            positions.AddRange(Find(code, ending, comparison).Where(at => !IsPartOfName(text, at + ending.Length)));
        }

        positions.Sort();
        return code.TokensAt(positions);
    }

    /// <summary>The names that have one of the words in them, by the text alone.</summary>
    public static IEnumerable<WrittenName> NamesWithAny(this SyntaxNode code, string[] words)
    {
        var text = TextOf(code.SyntaxTree);
        foreach (var word in words)
        {
            foreach (var at in Find(code, word, StringComparison.Ordinal))
            {
                yield return WrittenName.Around(text, at, at + word.Length);
            }
        }
    }

    /// <summary>True for the text of a string literal, of whatever form, or of a part of an interpolated one.</summary>
    public static bool IsText(this SyntaxToken token) => token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken
        or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.Utf8StringLiteralToken
        or SyntaxKind.Utf8SingleLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken;

    public static bool IsPartOfName(string text, int position) => position >= 0 && position < text.Length && SyntaxFacts.IsIdentifierPartCharacter(text[position]);

    private static string TextOf(SyntaxTree tree) => Texts.GetValue(tree, static t => t.GetText().ToString());

    private static IEnumerable<int> Find(SyntaxNode code, string word, StringComparison comparison)
    {
        // The name of what is half written is empty, and would be found at one place for ever.
        if (word.Length == 0)
        {
            yield break;
        }

        var text = TextOf(code.SyntaxTree);
        var end = code.Span.End;
        for (var start = code.SpanStart; start < end;)
        {
            var at = text.IndexOf(word, start, end - start, comparison);
            if (at < 0)
            {
                yield break;
            }

            yield return at;
            start = at + word.Length;
        }
    }

    private static IEnumerable<SyntaxToken> TokensAt(this SyntaxNode code, IEnumerable<int> positions)
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
                yield return token;
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
