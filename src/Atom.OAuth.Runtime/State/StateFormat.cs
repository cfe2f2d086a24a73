using System.Buffers.Text;
using System.Text;

namespace Atom.OAuth.State;

/// <summary>
/// The prefix of the encrypted part: the version, then the provider's id with its length. The provider is readable, because the callback
/// knows it anyway, but cannot be changed, because it is part of the key's purpose. So another provider's state can be told from a forgery.
/// </summary>
internal static class StateFormat
{
    /// <summary>Longer states are rejected. No provider returns more.</summary>
    public const int LongestState = 4096;

    public const int LongestProvider = 64;

    private const byte Version = 1;

    // Most states are shorter and need no array for encoding and decoding.
    private const int UsualLength = 512;

    public static string Join(string provider, byte[] encrypted)
    {
        var id = Encoding.UTF8.GetBytes(provider);
        var length = 2 + id.Length + encrypted.Length;
        var whole = length <= UsualLength ? stackalloc byte[UsualLength] : new byte[length];
        whole[0] = Version;
        whole[1] = (byte)id.Length;
        id.CopyTo(whole.Slice(2));
        encrypted.CopyTo(whole.Slice(2 + id.Length));
        return Base64Url.EncodeToString(whole.Slice(0, length));
    }

    public static bool TrySplit(string text, out string provider, out byte[] encrypted)
    {
        provider = string.Empty;
        encrypted = [];
        if (!CanonicalBase64Url.IsCanonical(text))
        {
            return false;
        }

        var room = text.Length <= UsualLength ? stackalloc byte[UsualLength] : new byte[text.Length];
        var whole = room.Slice(0, Base64Url.DecodeFromChars(text.AsSpan(), room));
        var start = whole.Length < 2 ? 0 : 2 + whole[1];
        if (start == 0 || whole[0] != Version || whole[1] is 0 or > LongestProvider || start > whole.Length)
        {
            return false;
        }

#if NET
        provider = Encoding.UTF8.GetString(whole[2..start]);
#else
        provider = Encoding.UTF8.GetString(whole.Slice(2, whole[1]).ToArray());
#endif
        encrypted = whole.Slice(start).ToArray();
        return true;
    }

    /// <summary>Normalizes a provider's name: to the catalogue's id, or lower case.</summary>
    public static string Canonical(string provider) => OAuthProviders.Find(provider)?.Id ?? provider.Trim().ToLowerInvariant();
}
