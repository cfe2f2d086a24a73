namespace Atom.OAuth.Inspection;

/// <summary>Detects the shape of a body from its first bytes, and needs no more of them than necessary.</summary>
/// <remarks>Every method returns <see langword="null"/> while it needs more bytes, but never if the body is complete.</remarks>
internal static class BodyShapeDetector
{
    private static readonly byte[][] MagicNumbers =
    [
        [0x1F, 0x8B], // gzip
        [0x28, 0xB5, 0x2F, 0xFD], // zstd
        [0x78, 0x01], [0x78, 0x9C], [0x78, 0xDA], // zlib
    ];

    /// <summary>Detects the shape of a body.</summary>
    /// <param name="text">The bytes read so far, as UTF-8 and without a byte order mark.</param>
    /// <param name="complete">Whether no more bytes follow.</param>
    public static BodyShape? Detect(ReadOnlySpan<byte> text, bool complete)
    {
        text = Ascii.TrimStart(text);
        if (text.IsEmpty)
        {
            return complete ? BodyShape.Nothing : null;
        }

        if (text.Length >= InspectionLimits.Verdict)
        {
            // The verdict must not depend on how many bytes arrived at once.
            text = text.Slice(0, InspectionLimits.Verdict);
            complete = true;
        }

        return text[0] switch
        {
            (byte)'{' or (byte)'[' => Json(text, complete),
            (byte)'<' => MarkupDetector.Detect(text, complete),
            (byte)'"' => BodyShape.Scalar,
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') => Number(text, complete),
            (byte)')' => Guarded(text, ")]}"u8, complete),
            (byte)'/' => Guarded(text, "/**/"u8, complete),
            0x1F or 0x28 or 0x78 => Compressed(text, complete),
            _ => Word(text, complete),
        };
    }

    /// <summary>Distinguishes text from bytes that do not occur in text.</summary>
    public static BodyShape? TextOrBinary(ReadOnlySpan<byte> text, bool complete)
    {
        const int LookAhead = 8;

        if (text.Length < LookAhead && !complete)
        {
            return null;
        }

        foreach (var value in text.Slice(0, Math.Min(text.Length, LookAhead)))
        {
            // The binary data bytes of the WHATWG MIME Sniffing Standard.
            if (value is <= 0x08 or 0x0B or (>= 0x0E and <= 0x1A) or (>= 0x1C and <= 0x1F))
            {
                return BodyShape.Binary;
            }
        }

        return BodyShape.Text;
    }

    private static BodyShape? Json(ReadOnlySpan<byte> text, bool complete)
    {
        if (text.Length == 1)
        {
            return complete ? BodyShape.Json : null;
        }

        // The slash: comments are not JSON, but a serializer can be configured to skip them.
        var plausible = text[0] == '{' ? "\"}/"u8 : "\"{[]-0123456789tfn/"u8;
        return Ascii.IsWhitespace(text[1]) || plausible.IndexOf(text[1]) >= 0 ? BodyShape.Json : TextOrBinary(text, complete);
    }

    private static BodyShape? Number(ReadOnlySpan<byte> text, bool complete)
    {
        var end = 1;
        while (end < text.Length && (Ascii.IsDigit(text[end]) || text[end] is (byte)'.' or (byte)'e' or (byte)'E' or (byte)'+' or (byte)'-'))
        {
            end++;
        }

        // "502 Bad Gateway" starts with a number but is not one.
        return Alone(text.Slice(end), complete);
    }

    private static BodyShape? Guarded(ReadOnlySpan<byte> text, ReadOnlySpan<byte> guard, bool complete) => Starts(text, guard, complete) switch
    {
        null => null,
        true => BodyShape.GuardedJson,
        false => TextOrBinary(text, complete),
    };

    private static BodyShape? Compressed(ReadOnlySpan<byte> text, bool complete)
    {
        var isOpen = false;
        foreach (var magicNumber in MagicNumbers)
        {
            switch (Starts(text, magicNumber, complete))
            {
                case true:
                    return BodyShape.Compressed;
                case null:
                    isOpen = true;
                    break;
            }
        }

        return isOpen ? null : Word(text, complete);
    }

    private static BodyShape? Word(ReadOnlySpan<byte> text, bool complete)
    {
        var end = 0;
        while (end < text.Length && IsNameByte(text[end]))
        {
            end++;
        }

        var word = text.Slice(0, end);
        var rest = text.Slice(end);
        if (rest.IsEmpty && !complete)
        {
            return null;
        }

        if (word.SequenceEqual("true"u8) || word.SequenceEqual("false"u8) || word.SequenceEqual("null"u8))
        {
            return Alone(rest, complete);
        }

        if (word.SequenceEqual("while"u8) || word.SequenceEqual("for"u8))
        {
            return Ascii.TrimStart(rest) switch
            {
                [(byte)'(', ..] => BodyShape.GuardedJson,
                [] when !complete => null,
                _ => TextOrBinary(text, complete),
            };
        }

        return rest switch
        {
            [(byte)'(', ..] when !word.IsEmpty => BodyShape.Jsonp,
            [(byte)'=', ..] when !word.IsEmpty => Pairs(text, complete),
            _ => TextOrBinary(text, complete),
        };
    }

    private static BodyShape? Pairs(ReadOnlySpan<byte> pairs, bool complete)
    {
        while (true)
        {
            if (pairs.StartsWith("access_token="u8) || pairs.StartsWith("oauth_token="u8) || pairs.StartsWith("error="u8))
            {
                return BodyShape.OAuthForm;
            }

            var next = pairs.IndexOf((byte)'&');
            if (next < 0)
            {
                return complete ? BodyShape.Pairs : null;
            }

            pairs = pairs.Slice(next + 1);
        }
    }

    /// <summary>A number or a literal is JSON only if nothing but white space follows.</summary>
    private static BodyShape? Alone(ReadOnlySpan<byte> rest, bool complete)
        => !Ascii.TrimStart(rest).IsEmpty ? BodyShape.Text : complete ? BodyShape.Scalar : null;

    private static bool IsNameByte(byte value)
        => Ascii.IsLetter(value) || Ascii.IsDigit(value)
            || value is (byte)'_' or (byte)'.' or (byte)'$' or (byte)'-' or (byte)'%' or (byte)'[' or (byte)']';

    /// <summary>Determines whether the text starts with a literal.</summary>
    private static bool? Starts(ReadOnlySpan<byte> text, ReadOnlySpan<byte> literal, bool complete)
    {
        if (text.Length >= literal.Length)
        {
            return text.StartsWith(literal);
        }

        return literal.StartsWith(text) && !complete ? null : false;
    }
}
