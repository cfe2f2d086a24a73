using System.Text;

namespace Atom.OAuth.Inspection;

/// <summary>Determines the actual character set of a text. Here, too, the bytes take precedence over the content type.</summary>
internal static class TextEncodings
{
    private static readonly Encoding BigEndianUtf32 = new UTF32Encoding(bigEndian: true, byteOrderMark: true);

    /// <summary>Determines whether a body starts as only UTF-16 and UTF-32 do, with or without a byte order mark.</summary>
    /// <param name="body">The bytes read so far.</param>
    /// <param name="complete">Whether no more bytes follow.</param>
    /// <param name="encoding">The encoding, or <see langword="null"/> if the body has neither.</param>
    /// <returns><see langword="false"/> if more bytes are needed.</returns>
    public static bool TryDetectWide(ReadOnlySpan<byte> body, bool complete, out Encoding? encoding)
    {
        encoding = null;
        if (body is [not 0 and < 0xFE, not 0, ..])
        {
            return true;
        }

        if (body.Length < 4 && !complete)
        {
            return false;
        }

        // Text starts with an ASCII character: the zeros around it reveal width and byte order (RFC 4627, section 3).
        encoding = body switch
        {
            [0xFF, 0xFE, 0, 0, ..] or [> 0 and < 0x80, 0, 0, 0, ..] => Encoding.UTF32,
            [0, 0, 0xFE, 0xFF, ..] or [0, 0, 0, > 0 and < 0x80, ..] => BigEndianUtf32,
            [0xFF, 0xFE, ..] or [> 0 and < 0x80, 0, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] or [0, > 0 and < 0x80, ..] => Encoding.BigEndianUnicode,
            _ => null,
        };
        return true;
    }

    /// <summary>Converts the first bytes of a body to UTF-8; drops a character that is cut off at the end.</summary>
    public static byte[] FromWide(ReadOnlySpan<byte> body, Encoding encoding)
    {
        var width = encoding is UTF32Encoding ? 4 : 2;
        return Encoding.Convert(encoding, Encoding.UTF8, body.Slice(0, body.Length - (body.Length % width)).ToArray());
    }

    /// <summary>Converts a whole body to UTF-8 without a byte order mark; returns the body itself if that is what it is.</summary>
    public static ReadOnlySpan<byte> ToUtf8(ReadOnlySpan<byte> body, scoped in ContentLabel label)
    {
        TryDetectWide(body, complete: true, out var wide);
        if (wide is not null)
        {
            return TrimByteOrderMark(FromWide(body, wide));
        }

        return label.Charset is { } charset && !IsUtf8(body) && Find(charset) is { } named
            ? Encoding.Convert(named, Encoding.UTF8, body.ToArray())
            : TrimByteOrderMark(body);
    }

    /// <summary>Decodes part of a text in a single-byte encoding or UTF-8.</summary>
    public static string Decode(ReadOnlySpan<byte> text, in ContentLabel label)
    {
        var encoding = (IsUtf8(text) ? null : Find(label.Charset)) ?? Encoding.UTF8;
#if NET
        return encoding.GetString(text);
#else
        return encoding.GetString(text.ToArray());
#endif
    }

    /// <summary>Removes UTF-8 byte order marks, even a doubled one.</summary>
    public static ReadOnlySpan<byte> TrimByteOrderMark(ReadOnlySpan<byte> body)
    {
        while (body.StartsWith("\uFEFF"u8))
        {
            body = body.Slice(3);
        }

        return body;
    }

    private static bool IsUtf8(ReadOnlySpan<byte> text)
    {
#if NET
        return System.Text.Unicode.Utf8.IsValid(text);
#else
        try
        {
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetCharCount(text.ToArray());
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
#endif
    }

    /// <summary>Looks up a character set; returns <see langword="null"/> if it is not supported.</summary>
    private static Encoding? Find(string? charset)
    {
        if (charset is null)
        {
            return null;
        }

        try
        {
            return Encoding.GetEncoding(charset);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
