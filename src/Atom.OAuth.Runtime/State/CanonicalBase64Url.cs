using System.Buffers.Text;

namespace Atom.OAuth.State;

/// <summary>Base64url in its canonical form: no padding, no white space, no unused bits, no other alphabet (RFC 4648 3.5, 5).</summary>
internal static class CanonicalBase64Url
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

#if NET
    private static readonly System.Buffers.SearchValues<char> Digits = System.Buffers.SearchValues.Create(Alphabet);
#endif

    /// <summary>Decodes a text; returns <see langword="null"/> for anything that the encoder would not have produced.</summary>
    public static byte[]? TryDecode(string text) => IsCanonical(text) ? Base64Url.DecodeFromChars(text.AsSpan()) : null;

    public static bool IsCanonical(string text) => HasOnlyDigits(text) && (text.Length % 4) switch
    {
        0 => true,
        1 => false,
        2 => (Alphabet.IndexOf(text[text.Length - 1]) & 0b1111) == 0,
        _ => (Alphabet.IndexOf(text[text.Length - 1]) & 0b11) == 0,
    };

#if NET
    private static bool HasOnlyDigits(string text) => !text.AsSpan().ContainsAnyExcept(Digits);
#else
    private static bool HasOnlyDigits(string text) => text.All(c => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_');
#endif
}
