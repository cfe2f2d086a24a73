namespace Atom.OAuth.Inspection;

/// <summary>Distinguishes pages from other markup by their first bytes.</summary>
internal static class MarkupDetector
{
    /// <summary>Detects the shape of markup.</summary>
    /// <param name="text">The bytes read so far, starting at the first angle bracket.</param>
    /// <param name="complete">Whether no more bytes follow.</param>
    /// <returns>The shape, or <see langword="null"/> if more bytes are needed.</returns>
    public static BodyShape? Detect(ReadOnlySpan<byte> text, bool complete)
    {
        if (text.StartsWith("<!--"u8))
        {
            return BodyShape.Html;
        }

        return text.StartsWith("<?xml"u8) ? XmlDocument(text, complete) : Element(text, complete);
    }

    /// <summary>Skips the XML declaration, comments and processing instructions: XHTML is a page, too.</summary>
    private static BodyShape? XmlDocument(ReadOnlySpan<byte> text, bool complete)
    {
        while (true)
        {
            text = Ascii.TrimStart(text);
            var end = text.StartsWith("<?"u8) ? "?>"u8 : text.StartsWith("<!--"u8) ? "-->"u8 : default;
            if (end.IsEmpty)
            {
                break;
            }

            var length = text.IndexOf(end);
            if (length < 0)
            {
                return complete ? BodyShape.Xml : null;
            }

            text = text.Slice(length + end.Length);
        }

        if (text is not [(byte)'<', ..])
        {
            return complete || !text.IsEmpty ? BodyShape.Xml : null;
        }

        return Element(text, complete) switch
        {
            null => null,
            BodyShape.Html => BodyShape.Html,
            _ => BodyShape.Xml,
        };
    }

    /// <summary>A document type or a first tag.</summary>
    private static BodyShape? Element(ReadOnlySpan<byte> text, bool complete)
    {
        if (NameLength(text.Slice(1), complete) is not int length)
        {
            return null;
        }

        var name = text.Slice(1, length);
        if (Ascii.EqualsIgnoreCase(name, "!doctype"u8))
        {
            var root = Ascii.TrimStart(text.Slice(1 + length));
            return NameLength(root, complete) is int rootLength
                ? (Ascii.EqualsIgnoreCase(root.Slice(0, rootLength), "html"u8) ? BodyShape.Html : BodyShape.Xml)
                : null;
        }

        if (HtmlSignatures.IsPageElement(name))
        {
            return BodyShape.Html;
        }

        var isName = !name.IsEmpty && (Ascii.IsLetter(name[0]) || name[0] is (byte)'_' or (byte)'!');
        return isName ? BodyShape.Xml : BodyShapeDetector.TextOrBinary(text, complete);
    }

    private static int? NameLength(ReadOnlySpan<byte> text, bool complete)
    {
        // Longer than any name of interest.
        const int Longest = 16;

        var length = 0;
        while (length < text.Length && length < Longest && text[length] is not ((byte)'>' or (byte)'/') && !Ascii.IsWhitespace(text[length]))
        {
            length++;
        }

        return length == text.Length && length < Longest && !complete ? null : length;
    }
}
