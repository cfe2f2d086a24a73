using System.Text;

namespace Atom.OAuth.State;

/// <summary>
/// What stands before the encrypted part: the version, and the provider's id with its length. The provider can be read, for it knows
/// itself; and it cannot be changed, for it is part of the key's purpose. So a state of another provider can be told from a forged one.
/// </summary>
internal static class StateFormat
{
    /// <summary>Nothing longer is looked at. No provider gives back more.</summary>
    public const int LongestState = 4096;

    public const int LongestProvider = 64;

    private const byte Version = 1;

    public static byte[] Join(string provider, byte[] encrypted)
    {
        int length = Encoding.UTF8.GetByteCount(provider);
        byte[] whole = new byte[2 + length + encrypted.Length];
        whole[0] = Version;
        whole[1] = (byte)length;
        Encoding.UTF8.GetBytes(provider, 0, provider.Length, whole, 2);
        encrypted.CopyTo(whole, 2 + length);
        return whole;
    }

    public static bool TrySplit(byte[] whole, out string provider, out byte[] encrypted)
    {
        int start = whole.Length < 2 ? 0 : 2 + whole[1];
        if (start == 0 || whole[0] != Version || whole[1] is 0 or > LongestProvider || start > whole.Length)
        {
            provider = string.Empty;
            encrypted = [];
            return false;
        }

        provider = Encoding.UTF8.GetString(whole, 2, whole[1]);
        encrypted = whole.AsSpan(start).ToArray();
        return true;
    }

    /// <summary>One spelling for a provider: the catalogue's id, or lower case.</summary>
    public static string Canonical(string provider) => OAuthProviders.Find(provider)?.Id ?? provider.Trim().ToLowerInvariant();
}
