using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Atom.OAuth.State;

/// <summary>Random bytes, hashes, and a comparison in constant time.</summary>
internal static class StateRandom
{
    public static byte[] Bytes(int count)
    {
#if NET
        return RandomNumberGenerator.GetBytes(count);
#else
        var bytes = new byte[count];
        using var generator = RandomNumberGenerator.Create();
        generator.GetBytes(bytes);
        return bytes;
#endif
    }

    /// <summary>Creates a secret of 256 bits, in 43 characters.</summary>
    public static string Secret() => Base64Url.EncodeToString(Bytes(32));

    public static byte[] Hash(string text)
    {
#if NET
        // Enough for a secret or a state of usual length.
        Span<byte> bytes = stackalloc byte[512];
        return Encoding.UTF8.TryGetBytes(text, bytes, out var length)
            ? SHA256.HashData(bytes[..length])
            : SHA256.HashData(Encoding.UTF8.GetBytes(text));
#else
        using var algorithm = SHA256.Create();
        return algorithm.ComputeHash(Encoding.UTF8.GetBytes(text));
#endif
    }

    public static bool AreEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        var difference = 0;
        for (var i = 0; i < left.Length; i++)
        {
            difference |= left[i] ^ right[i];
        }

        return difference == 0;
    }
}
