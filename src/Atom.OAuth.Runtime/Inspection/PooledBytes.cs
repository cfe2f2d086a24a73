using System.Buffers;

namespace Atom.OAuth.Inspection;

/// <summary>Bytes collected in an array of the shared pool.</summary>
/// <remarks>A struct that changes: hold it in a field or a local, and pass it by reference.</remarks>
internal struct PooledBytes
{
    private const int Smallest = 1024;

    private byte[]? _array;

    /// <summary>Gets the number of bytes collected.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the bytes collected.</summary>
    public readonly ReadOnlySpan<byte> Span => new(_array, 0, Count);

    /// <summary>Gets the bytes collected.</summary>
    public readonly ArraySegment<byte> Segment => new(_array ?? [], 0, Count);

    /// <summary>Room for at least one more byte, behind what is collected.</summary>
    /// <param name="expected">How many more bytes are expected.</param>
    public ArraySegment<byte> Reserve(int expected = Smallest)
    {
        if (_array is null)
        {
            _array = ArrayPool<byte>.Shared.Rent(Math.Max(Smallest, expected));
        }
        else if (Count == _array.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(_array.Length * 4);
            Span.CopyTo(larger);
            Return(_array);
            _array = larger;
        }

        return new ArraySegment<byte>(_array, Count, _array.Length - Count);
    }

    /// <summary>Takes over bytes that were written into the reserved room.</summary>
    public void Advance(int count) => Count += count;

    /// <summary>Gives the array back to the pool.</summary>
    public void Return()
    {
        if (_array is { } array)
        {
            Return(array);
            _array = null;
            Count = 0;
        }
    }

    // Whoever rents the array next must not find a token in it.
    private readonly void Return(byte[] array)
    {
        array.AsSpan(0, Count).Clear();
        ArrayPool<byte>.Shared.Return(array);
    }
}
