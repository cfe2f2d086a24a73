namespace Atom.OAuth.Inspection;

/// <summary>Tells the shape of a body by its first bytes, and asks for no more of them than that takes.</summary>
internal static class BodyShapeDetector
{
    /// <summary>Tells the shape of a body.</summary>
    /// <param name="text">The bytes read so far, as UTF-8 and without a byte order mark.</param>
    /// <param name="complete">Whether no more bytes follow.</param>
    /// <returns>The shape, or <see langword="null"/> when more bytes are needed.</returns>
    public static BodyShape? Detect(ReadOnlySpan<byte> text, bool complete)
    {
        text = Ascii.TrimStart(text);
        if (text.IsEmpty)
        {
            return complete ? BodyShape.Nothing : null;
        }

        if (text.Length >= InspectionLimits.Verdict)
        {
            // The verdict must not depend on how many bytes came at once.
            text = text.Slice(0, InspectionLimits.Verdict);
            complete = true;
        }

        return text[0] switch
        {
            (byte)'{' or (byte)'[' => Json(text, complete),
            (byte)'<' => Markup(text, complete),
            (byte)'"' => BodyShape.Scalar,
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') => Number(text, complete),
            (byte)')' or (byte)'/' => Guarded(text, complete),
            0x1F or 0x28 or 0x78 => Compressed(text, complete),
            _ => Word(text, complete),
        };
    }

    private static BodyShape? Json(ReadOnlySpan<byte> text, bool complete)
    {
        if (text.Length == 1)
        {
            return complete ? BodyShape.Json : null;
        }

        // A comment is no JSON, but a serializer can be told to skip it.
        byte next = text[1];
        bool plausible = Ascii.IsWhitespace(next) || next is (byte)'"' or (byte)'/'
            || (text[0] == '{'
                ? next == '}'
                : next is (byte)']' or (byte)'{' or (byte)'[' or (byte)'-' or (byte)'t' or (byte)'f' or (byte)'n' || Ascii.IsDigit(next));
        return plausible ? BodyShape.Json : TextOrBinary(text, complete);
    }

    private static BodyShape? Markup(ReadOnlySpan<byte> text, bool complete)
    {
        switch (Starts(text, "<!--"u8, complete), Starts(text, "<?xml"u8, complete))
        {
            case (null, _) or (_, null):
                return null;
            case (true, _):
                return BodyShape.Html;
            case (_, true):
                return XmlDocument(text, complete);
            default:
                return Element(text, complete);
        }
    }

    /// <summary>Looks past the XML declaration, comments and processing instructions: XHTML is a page, too.</summary>
    private static BodyShape? XmlDocument(ReadOnlySpan<byte> text, bool complete)
    {
        while (true)
        {
            text = Ascii.TrimStart(text);
            ReadOnlySpan<byte> end;
            if (Starts(text, "<?"u8, complete) is true)
            {
                end = "?>"u8;
            }
            else if (Starts(text, "<!--"u8, complete) is true)
            {
                end = "-->"u8;
            }
            else
            {
                break;
            }

            int length = text.IndexOf(end);
            if (length < 0)
            {
                return complete ? BodyShape.Xml : null;
            }

            text = text.Slice(length + end.Length);
        }

        if (text.Length < 2 || Starts(text, "<!--"u8, complete) is null)
        {
            return complete ? BodyShape.Xml : null;
        }

        return Element(text, complete) is BodyShape shape ? (shape == BodyShape.Html ? shape : BodyShape.Xml) : null;
    }

    /// <summary>A document type or a first tag.</summary>
    private static BodyShape? Element(ReadOnlySpan<byte> text, bool complete)
    {
        if (TagName(text.Slice(1), complete) is not int length)
        {
            return null;
        }

        ReadOnlySpan<byte> name = text.Slice(1, length);
        if (name.Length == 8 && Ascii.StartsWithIgnoreCase(name, "!doctype"u8))
        {
            ReadOnlySpan<byte> type = Ascii.TrimStart(text.Slice(9));
            return TagName(type, complete) is int end
                ? (end == 4 && Ascii.StartsWithIgnoreCase(type, "html"u8) ? BodyShape.Html : BodyShape.Xml)
                : null;
        }

        if (HtmlSignatures.IsPageElement(name))
        {
            return BodyShape.Html;
        }

        return name.IsEmpty || !(Ascii.IsLetter(name[0]) || name[0] is (byte)'_' or (byte)'!') ? TextOrBinary(text, complete) : BodyShape.Xml;
    }

    /// <summary>The length of a name up to the byte that ends it; <see langword="null"/> while that byte is still to come.</summary>
    private static int? TagName(ReadOnlySpan<byte> text, bool complete)
    {
        const int Longest = 16;

        for (int i = 0; i < text.Length && i < Longest; i++)
        {
            if (text[i] is (byte)'>' or (byte)'/' || Ascii.IsWhitespace(text[i]))
            {
                return i;
            }
        }

        return complete || text.Length >= Longest ? Math.Min(text.Length, Longest) : null;
    }

    private static BodyShape? Number(ReadOnlySpan<byte> text, bool complete)
    {
        int end = 1;
        while (end < text.Length && (Ascii.IsDigit(text[end]) || text[end] is (byte)'.' or (byte)'e' or (byte)'E' or (byte)'+' or (byte)'-'))
        {
            end++;
        }

        // "502 Bad Gateway" starts with a number and is none.
        return Alone(text.Slice(end), complete);
    }

    private static BodyShape? Guarded(ReadOnlySpan<byte> text, bool complete)
    {
        ReadOnlySpan<byte> guard = text[0] == ')' ? ")]}"u8 : "/**/"u8;
        return Starts(text, guard, complete) switch
        {
            null => null,
            true => BodyShape.GuardedJson,
            false => TextOrBinary(text, complete),
        };
    }

    private static BodyShape? Compressed(ReadOnlySpan<byte> text, bool complete)
    {
        ReadOnlySpan<byte> rest = text[0] switch
        {
            0x1F => [0x8B],
            0x28 => [0xB5, 0x2F, 0xFD],
            _ => [],
        };
        bool? isMagic;
        if (rest.IsEmpty)
        {
            // zlib: 'x' and one byte for the level, of which none is a letter.
            isMagic = text.Length > 1 ? text[1] is 0x01 or 0x9C or 0xDA : complete ? false : null;
        }
        else
        {
            isMagic = Starts(text.Slice(1), rest, complete);
        }

        return isMagic switch
        {
            null => null,
            true => BodyShape.Compressed,
            false => Word(text, complete),
        };
    }

    private static BodyShape? Word(ReadOnlySpan<byte> text, bool complete)
    {
        int end = 0;
        while (end < text.Length && IsNameByte(text[end]))
        {
            end++;
        }

        if (end == text.Length && !complete)
        {
            return null;
        }

        ReadOnlySpan<byte> word = text.Slice(0, end);
        ReadOnlySpan<byte> rest = text.Slice(end);
        if (word.SequenceEqual("true"u8) || word.SequenceEqual("false"u8) || word.SequenceEqual("null"u8))
        {
            return Alone(rest, complete);
        }

        if (word.SequenceEqual("while"u8) || word.SequenceEqual("for"u8))
        {
            rest = Ascii.TrimStart(rest);
            return rest switch
            {
                [(byte)'(', ..] => BodyShape.GuardedJson,
                [] when !complete => null,
                _ => TextOrBinary(text, complete),
            };
        }

        return rest switch
        {
            _ when word.IsEmpty => TextOrBinary(text, complete),
            [(byte)'(', ..] => BodyShape.Jsonp,
            [(byte)'=', ..] => Pairs(text, complete),
            _ => TextOrBinary(text, complete),
        };
    }

    private static BodyShape? Pairs(ReadOnlySpan<byte> text, bool complete)
    {
        ReadOnlySpan<byte> rest = text;
        while (true)
        {
            if (rest.StartsWith("access_token="u8) || rest.StartsWith("error="u8) || rest.StartsWith("oauth_token="u8))
            {
                return BodyShape.OAuthForm;
            }

            int next = rest.IndexOf((byte)'&');
            if (next < 0)
            {
                return complete ? BodyShape.Pairs : null;
            }

            rest = rest.Slice(next + 1);
        }
    }

    /// <summary>A scalar is JSON only when nothing but white space follows it.</summary>
    private static BodyShape? Alone(ReadOnlySpan<byte> rest, bool complete)
        => !Ascii.TrimStart(rest).IsEmpty ? BodyShape.Text : complete ? BodyShape.Scalar : null;

    private static BodyShape? TextOrBinary(ReadOnlySpan<byte> text, bool complete)
    {
        const int LookAhead = 8;

        if (text.Length < LookAhead && !complete)
        {
            return null;
        }

        foreach (byte value in text.Slice(0, Math.Min(text.Length, LookAhead)))
        {
            // The binary data bytes of the WHATWG MIME Sniffing Standard.
            if (value is <= 0x08 or 0x0B or (>= 0x0E and <= 0x1A) or (>= 0x1C and <= 0x1F))
            {
                return BodyShape.Binary;
            }
        }

        return BodyShape.Text;
    }

    private static bool IsNameByte(byte value)
        => Ascii.IsLetter(value) || Ascii.IsDigit(value)
            || value is (byte)'_' or (byte)'.' or (byte)'$' or (byte)'-' or (byte)'%' or (byte)'[' or (byte)']';

    /// <summary>Whether the text starts with a literal; <see langword="null"/> while it is too short to tell.</summary>
    private static bool? Starts(ReadOnlySpan<byte> text, ReadOnlySpan<byte> literal, bool complete)
    {
        if (text.Length >= literal.Length)
        {
            return text.StartsWith(literal);
        }

        return literal.StartsWith(text) && !complete ? null : false;
    }
}
