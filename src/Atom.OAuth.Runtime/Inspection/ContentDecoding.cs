using System.IO.Compression;

namespace Atom.OAuth.Inspection;

/// <summary>Undoes a Content-Encoding that the HTTP handler left in place.</summary>
internal static class ContentDecoding
{
    /// <summary>Decodes as many bytes as are there.</summary>
    /// <param name="body">The bytes as sent, whole or cut off.</param>
    /// <param name="contentEncoding">The value of the header.</param>
    /// <param name="longest">The most bytes to decode.</param>
    /// <param name="decoded">Receives the decoded bytes; more than <paramref name="longest"/> when there are more.</param>
    /// <returns>
    /// <see langword="false"/> when the coding is none that can be undone here, or the bytes are not coded in it:
    /// then they are to be taken as they are, for a label is no proof here either.
    /// </returns>
    public static bool TryDecode(ArraySegment<byte> body, string contentEncoding, int longest, ref PooledBytes decoded)
    {
        Stream? stream = new MemoryStream(body.Array!, body.Offset, body.Count, writable: false);
        string[] codings = contentEncoding.Split(',');
        for (int i = codings.Length - 1; i >= 0 && stream is not null; i--)
        {
            stream = Decoder(codings[i].Trim(), stream, body);
        }

        if (stream is null)
        {
            return false;
        }

        try
        {
            int read;
            do
            {
                ArraySegment<byte> room = decoded.Reserve();
                read = stream.Read(room.Array!, room.Offset, room.Count);
                decoded.Advance(read);
            }
            while (read > 0 && decoded.Count <= longest);
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException or IOException)
        {
            // Damaged or cut off: what came out so far counts.
        }
        finally
        {
            stream.Dispose();
        }

        return decoded.Count > 0;
    }

    private static Stream? Decoder(string coding, Stream stream, ArraySegment<byte> body) => coding.ToUpperInvariant() switch
    {
        "GZIP" or "X-GZIP" => new GZipStream(stream, CompressionMode.Decompress),
        "DEFLATE" => Deflate(stream, body),
#if NET
        "BR" => new BrotliStream(stream, CompressionMode.Decompress),
#endif
        _ => null,
    };

    // "deflate" means zlib, but some servers send what the name says.
    private static DeflateStream Deflate(Stream stream, ArraySegment<byte> body)
    {
        bool isZlib = body.Count >= 2 && (body.Array![body.Offset] & 0x0F) == 8;
        if (isZlib)
        {
            stream.Position = 2;
        }

        return new DeflateStream(stream, CompressionMode.Decompress);
    }
}
