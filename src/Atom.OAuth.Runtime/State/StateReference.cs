using System.Buffers.Text;

namespace Atom.OAuth.State;

/// <summary>The short form of a state: a random id, under whose hash the store keeps the long form.</summary>
internal static class StateReference
{
    /// <summary>256 bits in base64url. The long form is always longer: it has a key's id, a salt and a signature.</summary>
    public const int Length = 43;

    /// <summary>A provider that gives back no more than this gets references, also when an unusually short state would fit.</summary>
    public const int LargestLimit = 250;

    /// <summary>The store's key. It is a hash, so that nobody who reads the store can make the state from it.</summary>
    public static string Key(string reference) => "ref:" + Base64Url.EncodeToString(StateRandom.Hash(reference));
}
