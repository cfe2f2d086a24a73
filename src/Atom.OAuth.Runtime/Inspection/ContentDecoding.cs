using System.IO.Compression;

namespace Atom.OAuth.Inspection;

/// <summary>Undoes a Content-Encoding that the HTTP handler left in place.</summary>
internal static class ContentDecoding
{
    /// <summary>Tells whether there may be something to undo.</summary>
    /// <remarks>Coded bytes do not start with a brace as nearly all JSON does, which so needs no look at the header.</remarks>
    public static bool MayApply(ReadOnlySpan<byte> body) => body is not ([] or [(byte)'{', ..]);

    /// <summary>Decodes as many bytes as are there.</summary>
    /// <param name="body">The first bytes of the body as sent.</param>
    /// <param name="coding">The value of the header.</param>
    /// <param name="longest">How many bytes are wanted at most.</param>
    /// <param name="decoded">Receives the decoded bytes, and more than <paramref name="longest"/> of them when there are more.</param>
    /// <param name="complete">Whether no byte that may follow can add to what was decoded.</param>
    /// <param name="isDamaged">Whether the decoder found bytes that no encoder writes; those before them were decoded.</param>
    /// <returns>
    /// Whether the bytes are in that coding, as far as can be told. A label is no proof here either: when the coding is
    /// unknown, or the very first bytes do not fit it, they are to be taken as they are.
    /// </returns>
    public static bool TryDecode(in PooledBytes body, string? coding, int longest, ref PooledBytes decoded, out bool complete, out bool isDamaged)
    {
        complete = true;
        isDamaged = false;
        using Source source = new(body.Segment);
        using var decoder = Open(coding, source, body.Span);
        if (decoder is null)
        {
            return false;
        }

        try
        {
            do
            {
                decoded.Append(BodyStream.Read(decoder, decoded.Reserve()));
            }
            while (!decoded.IsComplete && decoded.Count <= longest);
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException or IOException)
        {
            // The runtimes differ in what they throw for damaged and for cut-off bytes. A decoder that finds its bytes cut off has asked
            // for more of them. What came out before it counts: it may be enough to tell a page.
            isDamaged = !source.IsExhausted;
        }

        complete = body.IsComplete || !source.IsExhausted;
        return decoded.Count > 0 || !complete;
    }

    private static Stream? Open(string? coding, Stream source, ReadOnlySpan<byte> body) => coding?.Trim().ToUpperInvariant() switch
    {
        "GZIP" or "X-GZIP" => new GZipStream(source, CompressionMode.Decompress, leaveOpen: true),
#if NET
        // With a header there is a checksum, too.
        "DEFLATE" => HasZlibHeader(body)
            ? new ZLibStream(source, CompressionMode.Decompress, leaveOpen: true)
            : new DeflateStream(source, CompressionMode.Decompress, leaveOpen: true),
        "BR" => new BrotliStream(source, CompressionMode.Decompress, leaveOpen: true),
#else
        "DEFLATE" => new DeflateStream(Skip(source, HasZlibHeader(body) ? 2 : 0), CompressionMode.Decompress, leaveOpen: true),
#endif
        _ => null,
    };

    /// <summary>The coding "deflate" has a zlib header of two bytes around it, but some servers send what its name says.</summary>
    private static bool HasZlibHeader(ReadOnlySpan<byte> body)
    {
        const int Deflate = 8;

        return body.Length >= 2 && (body[0] & 0x0F) == Deflate && ((body[0] << 8) | body[1]) % 31 == 0;
    }

#if !NET
    private static Stream Skip(Stream source, int bytes)
    {
        source.Position = bytes;
        return source;
    }
#endif

    /// <summary>The bytes so far; it notes when a decoder asks for more of them than there are.</summary>
    private sealed class Source(ArraySegment<byte> body) : MemoryStream(body.Array!, body.Offset, body.Count, writable: false)
    {
        public bool IsExhausted { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = base.Read(buffer, offset, count);
            IsExhausted |= read == 0;
            return read;
        }
    }
}
