using System.Buffers.Text;

namespace Atom.OAuth.State;

/// <summary>The short form of a state: a random id, under whose hash the store keeps the long form.</summary>
internal static class StateReference
{
    /// <summary>256 bits in base64url. The long form is always longer: it has a key id, a salt and a signature.</summary>
    public const int Length = 43;

    /// <summary>Providers that return no more than this get references, even if an unusually short state would fit.</summary>
    public const int LargestLimit = 250;

    /// <summary>Gets the store's key. It is a hash, so that the state cannot be derived from the store.</summary>
    public static string Key(string reference) => "ref:" + Base64Url.EncodeToString(StateRandom.Hash(reference));
}
