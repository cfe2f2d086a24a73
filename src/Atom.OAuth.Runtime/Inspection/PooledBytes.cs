using System.Buffers;

namespace Atom.OAuth.Inspection;

/// <summary>The first bytes of a body, collected in an array of the shared pool.</summary>
/// <remarks>A struct that changes: keep it in a field or a local, and pass it by reference.</remarks>
internal struct PooledBytes
{
    private const int Smallest = 1024;

    private byte[]? _array;

    /// <summary>Gets the number of bytes collected.</summary>
    public int Count { get; private set; }

    /// <summary>Gets a value indicating whether the body has ended.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Gets the bytes collected.</summary>
    public readonly ReadOnlySpan<byte> Span => new(_array, 0, Count);

    /// <summary>Gets the bytes collected, of which there is at least one.</summary>
    public readonly ArraySegment<byte> Segment => new(_array!, 0, Count);

    /// <summary>Gets a value indicating whether the next <see cref="Reserve"/> takes a larger array.</summary>
    public readonly bool IsFull => _array is null || Count == _array.Length;

    /// <summary>Makes room behind the bytes collected.</summary>
    /// <param name="expected">How many bytes are expected in all, or 0.</param>
    /// <returns>Room for at least one byte.</returns>
    public ArraySegment<byte> Reserve(int expected = 0)
    {
        if (IsFull)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(expected, Math.Max(Smallest, Count * 4)));
            Span.CopyTo(larger);
            ReturnArray();
            _array = larger;
        }

        return new ArraySegment<byte>(_array!, Count, _array!.Length - Count);
    }

    /// <summary>Takes over bytes that were read into the reserved room.</summary>
    /// <param name="read">How many; 0 means that the body has ended.</param>
    public void Append(int read)
    {
        Count += read;
        IsComplete = read == 0;
    }

    /// <summary>Gives the array back to the pool.</summary>
    public void Return()
    {
        ReturnArray();
        Count = 0;
    }

    private void ReturnArray()
    {
        if (_array is not null)
        {
            // Whoever rents the array next must not find a token in it.
            _array.AsSpan(0, Count).Clear();
            ArrayPool<byte>.Shared.Return(_array);
            _array = null;
        }
    }
}
