namespace Atom.OAuth.State;

/// <summary>
/// Provides random nonces. They are taken from the system's generator by the kilobyte: one call per nonce costs a tenth of the encryption.
/// </summary>
internal sealed class NonceSource
{
    private readonly object _gate = new();
    private byte[] _random = [];
    private int _position;

    public byte[] Next()
    {
        lock (_gate)
        {
            if (_position == _random.Length)
            {
                _random = StateRandom.Bytes(64 * StatePayload.NonceLength);
                _position = 0;
            }

            // Each byte is returned once, and not kept.
            var next = _random.AsSpan(_position, StatePayload.NonceLength);
            _position += StatePayload.NonceLength;
            var nonce = next.ToArray();
            next.Clear();
            return nonce;
        }
    }
}
