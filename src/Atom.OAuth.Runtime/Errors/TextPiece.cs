using System.Globalization;

namespace Atom.OAuth.Errors;

/// <summary>One character of a text, either literal or escaped for a URL, JSON or HTML.</summary>
internal readonly struct TextPiece
{
    private TextPiece(char meaning, int length)
    {
        Meaning = meaning;
        Length = length;
    }

    /// <summary>Gets the unescaped character.</summary>
    public char Meaning { get; }

    /// <summary>Gets the number of characters it takes up in the text.</summary>
    public int Length { get; }

    /// <summary>Gets a value indicating whether it is escaped.</summary>
    public bool IsEscaped => Length > 1;

    /// <summary>Reads the piece at a position.</summary>
    public static TextPiece At(ReadOnlySpan<char> text)
    {
        var c = text[0];
        return c switch
        {
            '%' when text.Length >= 3 && Hex(text.Slice(1, 2)) is int value => new((char)value, 3),
            '\\' when text.Length >= 6 && text[1] == 'u' && Hex(text.Slice(2, 4)) is int value => new((char)value, 6),
            '\\' when text.Length >= 2 && text[1] is '/' or '"' or '\\' or '\'' => new(text[1], 2),
            '&' => Entity(text),
            _ => new(c, 1),
        };
    }

    private static TextPiece Entity(ReadOnlySpan<char> text)
    {
        const int Longest = 8;

        var end = text.Slice(0, Math.Min(text.Length, Longest)).IndexOf(';');
        if (end < 3)
        {
            return new('&', 1);
        }

        var name = text.Slice(1, end - 1);
        var value = name[0] switch
        {
            '#' when name.Length > 2 && name[1] is 'x' or 'X' => Hex(name.Slice(2)),
            '#' => Number(name.Slice(1), NumberStyles.None),
            _ when name.SequenceEqual("amp".AsSpan()) => '&',
            _ when name.SequenceEqual("lt".AsSpan()) => '<',
            _ when name.SequenceEqual("gt".AsSpan()) => '>',
            _ when name.SequenceEqual("quot".AsSpan()) => '"',
            _ when name.SequenceEqual("apos".AsSpan()) => '\'',
            _ => null,
        };
        return value is > 0 and <= char.MaxValue ? new((char)value, end + 1) : new('&', 1);
    }

    private static int? Hex(ReadOnlySpan<char> digits) => Number(digits, NumberStyles.AllowHexSpecifier);

    private static int? Number(ReadOnlySpan<char> digits, NumberStyles style)
#if NET
        => int.TryParse(digits, style, CultureInfo.InvariantCulture, out var value) ? value : null;
#else
        => int.TryParse(digits.ToString(), style, CultureInfo.InvariantCulture, out var value) ? value : null;
#endif
}
