using System.Buffers;

namespace Atom.OAuth.Inspection;

/// <summary>The first bytes of a body, collected in an array from the shared pool.</summary>
/// <remarks>A mutable struct: keep it in a field or a local, and pass it by reference.</remarks>
internal struct PooledBytes
{
    private const int Smallest = 1024;

    private byte[]? _array;

    /// <summary>Gets the number of bytes collected.</summary>
    public int Count { get; private set; }

    /// <summary>Gets a value indicating whether the body is complete.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Gets the bytes collected.</summary>
    public readonly ReadOnlySpan<byte> Span => new(_array, 0, Count);

    /// <summary>Gets the bytes collected; there must be at least one.</summary>
    public readonly ArraySegment<byte> Segment => new(_array!, 0, Count);

    /// <summary>Gets a value indicating whether the next <see cref="Reserve"/> rents a larger array.</summary>
    public readonly bool IsFull => _array is null || Count == _array.Length;

    /// <summary>Reserves room after the bytes collected.</summary>
    /// <param name="expected">The expected total number of bytes, or 0.</param>
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

    /// <summary>Appends the bytes that were read into the reserved room.</summary>
    /// <param name="read">The number of bytes; 0 means that the body is complete.</param>
    public void Append(int read)
    {
        Count += read;
        IsComplete = read == 0;
    }

    /// <summary>Returns the array to the pool.</summary>
    public void Return()
    {
        ReturnArray();
        Count = 0;
    }

    private void ReturnArray()
    {
        if (_array is not null)
        {
            // The next user of the array must not find a token in it.
            _array.AsSpan(0, Count).Clear();
            ArrayPool<byte>.Shared.Return(_array);
            _array = null;
        }
    }
}
