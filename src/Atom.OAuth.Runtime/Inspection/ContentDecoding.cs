using System.IO.Compression;

namespace Atom.OAuth.Inspection;

/// <summary>Decodes a Content-Encoding that the HTTP handler did not remove.</summary>
internal static class ContentDecoding
{
    /// <summary>Determines whether there may be something to decode.</summary>
    /// <remarks>Encoded bytes do not start with a brace. Nearly all JSON does, so its header need not be read.</remarks>
    public static bool MayApply(ReadOnlySpan<byte> body) => body is not ([] or [(byte)'{', ..]);

    /// <summary>Decodes the bytes received so far.</summary>
    /// <param name="body">The first raw bytes of the body.</param>
    /// <param name="coding">The value of the header.</param>
    /// <param name="longest">How many bytes are needed at most.</param>
    /// <param name="decoded">Receives the decoded bytes, and more than <paramref name="longest"/> of them if there are more.</param>
    /// <param name="complete">Whether further bytes cannot add to what was decoded.</param>
    /// <param name="isDamaged">Whether the data is corrupt; the bytes before the corruption were decoded.</param>
    /// <returns>
    /// Whether the bytes have that coding, as far as can be determined. The header is not proof: if the coding is
    /// unknown, or the very first bytes do not match it, the raw bytes have to be used.
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
            // The runtimes throw different exceptions for corrupt and for truncated data. On truncated data, the decoder has tried to read more
            // bytes. Keep what was decoded before: it may be enough to recognize a page.
            isDamaged = !source.IsExhausted;
        }

        complete = body.IsComplete || !source.IsExhausted;
        return decoded.Count > 0 || !complete;
    }

    private static Stream? Open(string? coding, Stream source, ReadOnlySpan<byte> body) => coding?.Trim().ToUpperInvariant() switch
    {
        "GZIP" or "X-GZIP" => new GZipStream(source, CompressionMode.Decompress, leaveOpen: true),
#if NET
        // The zlib format also has a checksum.
        "DEFLATE" => HasZlibHeader(body)
            ? new ZLibStream(source, CompressionMode.Decompress, leaveOpen: true)
            : new DeflateStream(source, CompressionMode.Decompress, leaveOpen: true),
        "BR" => new BrotliStream(source, CompressionMode.Decompress, leaveOpen: true),
#else
        "DEFLATE" => new DeflateStream(Skip(source, HasZlibHeader(body) ? 2 : 0), CompressionMode.Decompress, leaveOpen: true),
#endif
        _ => null,
    };

    /// <summary>The coding "deflate" is the zlib format with a header of two bytes, but some servers send raw deflate data.</summary>
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

    /// <summary>The bytes received so far; records when a decoder tries to read beyond them.</summary>
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
