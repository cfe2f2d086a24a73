using System.Globalization;
using System.Text;

namespace Atom.OAuth.Inspection;

/// <summary>Sanitizes external text for a message: one line, no control characters, no markup, not too long.</summary>
internal static class DisplayText
{
    /// <summary>Sanitizes a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">The maximum number of UTF-16 code units to keep; an ellipsis is added if more are cut off.</param>
    /// <returns>The sanitized text, or <see langword="null"/> if nothing is left.</returns>
    public static string? Clean(string? text, int longest)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var clean = IsPlain(text!) ? text! : FoldSpaces(RemoveTags(ReplaceUnprintable(text!)));
        return clean.Length == 0 ? null : Cut(clean, longest);
    }

    /// <summary>The common case: nothing to sanitize.</summary>
    private static bool IsPlain(string text)
    {
        var previous = ' ';
        foreach (var c in text)
        {
            if (c is < ' ' or > '~' or '<' or '"' || (c == ' ' && previous == ' '))
            {
                return false;
            }

            previous = c;
        }

        return previous != ' ';
    }

    /// <summary>
    /// Replaces control characters and separators with spaces; removes invisible and bidirectional characters, lone surrogates and noncharacters.
    /// </summary>
    private static string ReplaceUnprintable(string text)
    {
        StringBuilder clean = new(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                if (CharUnicodeInfo.GetUnicodeCategory(text, i) != UnicodeCategory.Format)
                {
                    clean.Append(c).Append(text[i + 1]);
                }

                i++;
                continue;
            }

            switch (char.GetUnicodeCategory(c))
            {
                case UnicodeCategory.Control or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    clean.Append(' ');
                    break;
                case UnicodeCategory.Format or UnicodeCategory.Surrogate:
                    break;
                case UnicodeCategory.OtherNotAssigned when c >= '\uFFFE':
                    // Text with one of these cannot be normalized.
                    break;
                default:
                    // Messages put titles in double quotes.
                    clean.Append(c == '"' ? '\'' : c);
                    break;
            }
        }

        return clean.ToString();
    }

    /// <summary>Replaces what a browser would take for a tag with a space, so that the surrounding text does not form a new tag.</summary>
    private static string RemoveTags(string text)
    {
        StringBuilder clean = new(text.Length);
        var position = 0;
        while (position < text.Length)
        {
            var c = text[position];
            if (c == '<' && position + 1 < text.Length && (char.IsLetter(text[position + 1]) || text[position + 1] is '/' or '!' or '?'))
            {
                var end = text.IndexOf('>', position);
                position = end < 0 ? text.Length : end + 1;
                clean.Append(' ');
            }
            else
            {
                clean.Append(c);
                position++;
            }
        }

        return clean.ToString();
    }

    private static string FoldSpaces(string text)
        => string.Join(" ", text.Split([' '], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Cuts between two text elements, never between a character and its combining marks.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">The maximum number of UTF-16 code units to keep; an ellipsis is added if more are cut off.</param>
    public static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        var end = 0;
        foreach (var start in StringInfo.ParseCombiningCharacters(text))
        {
            if (start > longest)
            {
                break;
            }

            end = start;
        }

        return text.Substring(0, end).TrimEnd() + "…";
    }
}
