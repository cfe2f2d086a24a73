using System.Text;

namespace Atom.OAuth.Inspection;

/// <summary>Finds out in which character set bytes are really written. The bytes outrank the label here, too.</summary>
internal static class TextEncodings
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Removes a UTF-8 byte order mark, also a doubled one.</summary>
    public static ReadOnlySpan<byte> TrimByteOrderMark(ReadOnlySpan<byte> body)
    {
        while (body.StartsWith("\uFEFF"u8))
        {
            body = body.Slice(3);
        }

        return body;
    }

    /// <summary>Tells whether a body starts in a way that only UTF-16 and UTF-32 do, with a byte order mark or without.</summary>
    /// <param name="body">The bytes read so far.</param>
    /// <param name="complete">Whether no more bytes follow.</param>
    /// <param name="encoding">The encoding, or <see langword="null"/> when it is one of single bytes.</param>
    /// <returns><see langword="false"/> when more bytes are needed.</returns>
    public static bool TryDetectWide(ReadOnlySpan<byte> body, bool complete, out Encoding? encoding)
    {
        encoding = null;
        if (body.Length < 2)
        {
            return complete;
        }

        (byte first, byte second) = (body[0], body[1]);
        if (first != 0 && second != 0 && first < 0xFE)
        {
            return true;
        }

        if (body.Length < 4 && !complete)
        {
            return false;
        }

        bool hasFour = body.Length >= 4;
        encoding = (first, second) switch
        {
            (0xFF, 0xFE) => hasFour && body[2] == 0 && body[3] == 0 ? Encoding.UTF32 : Encoding.Unicode,
            (0xFE, 0xFF) => Encoding.BigEndianUnicode,
            (0, 0) when hasFour && (IsAscii(body[3]) || (body[2], body[3]) is (0xFE, 0xFF)) => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
            (0, _) when IsAscii(second) => Encoding.BigEndianUnicode,
            (_, 0) when IsAscii(first) => hasFour && body[2] == 0 && body[3] == 0 ? Encoding.UTF32 : Encoding.Unicode,
            _ => null,
        };
        return true;
    }

    private static bool IsAscii(byte value) => value is > 0 and < 0x80;

    /// <summary>Converts to UTF-8; a character that is cut off at the end is left away.</summary>
    public static byte[] ToUtf8(ReadOnlySpan<byte> body, Encoding encoding)
    {
        int unit = encoding is UTF32Encoding ? 4 : 2;
        byte[] whole = body.Slice(0, body.Length - (body.Length % unit)).ToArray();
        return Encoding.Convert(encoding, Encoding.UTF8, whole);
    }

    /// <summary>Tells whether bytes are valid UTF-8.</summary>
    public static bool IsUtf8(ReadOnlySpan<byte> body)
    {
#if NET
        return System.Text.Unicode.Utf8.IsValid(body);
#else
        try
        {
            StrictUtf8.GetCharCount(body.ToArray());
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
#endif
    }

    /// <summary>Looks up a character set by the name in a content type; <see langword="null"/> when this process has none of that name.</summary>
    public static Encoding? Find(string? charset)
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
