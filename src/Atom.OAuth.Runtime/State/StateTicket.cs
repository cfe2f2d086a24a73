using System.Buffers.Text;

namespace Atom.OAuth.State;

/// <summary>Identifies the use of one state: its nonce, and the provider under whose purpose the outcome is encrypted.</summary>
internal sealed class StateTicket
{
    public StateTicket(string provider, byte[] nonce)
    {
        Provider = provider;
        Nonce = nonce;
        Key = "use:" + Base64Url.EncodeToString(nonce);
    }

    public string Provider { get; }

    public byte[] Nonce { get; }

    /// <summary>Gets the store's key.</summary>
    public string Key { get; }
}
