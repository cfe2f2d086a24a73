using System.Buffers.Text;

namespace Atom.OAuth.State;

/// <summary>Base64url in its one canonical form: no padding, no white space, no bits left over, no other alphabet (RFC 4648 3.5, 5).</summary>
internal static class CanonicalBase64Url
{
    /// <summary>Decodes, or gives <see langword="null"/> for anything that encoding would not have given.</summary>
    public static byte[]? TryDecode(string text)
    {
        foreach (char c in text)
        {
            if (Value(c) < 0)
            {
                return null;
            }
        }

        return (text.Length % 4) switch
        {
            1 => null,
            2 when (Value(text[text.Length - 1]) & 0b1111) != 0 => null,
            3 when (Value(text[text.Length - 1]) & 0b11) != 0 => null,
            _ => Base64Url.DecodeFromChars(text.AsSpan()),
        };
    }

    private static int Value(char c) => c switch
    {
        >= 'A' and <= 'Z' => c - 'A',
        >= 'a' and <= 'z' => c - 'a' + 26,
        >= '0' and <= '9' => c - '0' + 52,
        '-' => 62,
        '_' => 63,
        _ => -1,
    };
}
