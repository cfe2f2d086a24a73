using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Atom.OAuth.Fuzz.Targets;

/// <summary>Searches the bytes of a response for a token, independently of the library.</summary>
internal static partial class Origin
{
    private static readonly Encoding[] Encodings =
        [
            Encoding.UTF8,
            Encoding.Unicode,
            Encoding.BigEndianUnicode,
            Encoding.UTF32,
            new UTF32Encoding(bigEndian: true, byteOrderMark: false),
            Encoding.Latin1,
            Encoding.ASCII,
        ];

    public static bool Contains(ResponseMaker maker, string token)
        => Contains(maker.Plain, token)
            || Contains(maker.Body, token)
            || (maker.Coding is not null && Contains(Decompress(maker.Body, maker.Coding), token));

    private static bool Contains(byte[] body, string token)
        => Array.Exists(Encodings, encoding => Contains(encoding.GetString(body), token));

    private static bool Contains(string text, string token)
        => text.Contains(token, StringComparison.Ordinal)
            || Unescape(text).Contains(token, StringComparison.Ordinal)
            || Uri.UnescapeDataString(text.Replace('+', ' ')).Contains(token, StringComparison.Ordinal);

    private static string Unescape(string json) => Escape().Replace(json, match => match.Value[1] switch
    {
        'u' => ((char)Convert.ToInt32(match.Value[2..], 16)).ToString(),
        'n' => "\n",
        'r' => "\r",
        't' => "\t",
        'b' => "\b",
        'f' => "\f",
        var other => other.ToString(),
    });

    /// <summary>Decompresses as much as possible.</summary>
    private static byte[] Decompress(byte[] body, string coding)
    {
        using MemoryStream source = new(body);
        using Stream coder = coding.ToUpperInvariant() switch
        {
            "DEFLATE" => new ZLibStream(source, CompressionMode.Decompress),
            "BR" => new BrotliStream(source, CompressionMode.Decompress),
            _ => new GZipStream(source, CompressionMode.Decompress),
        };
        using MemoryStream target = new();
        try
        {
            coder.CopyTo(target);
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
        {
        }

        return target.ToArray();
    }

    [GeneratedRegex(@"\\(?:u[0-9A-Fa-f]{4}|[^u])", RegexOptions.Singleline)]
    private static partial Regex Escape();
}
