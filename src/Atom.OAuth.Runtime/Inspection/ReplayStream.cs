namespace Atom.OAuth.Inspection;

/// <summary>A body whose first bytes the check has read: returns them again, then continues with the rest.</summary>
internal sealed class ReplayStream(Stream rest) : Stream
{
    private PooledBytes _start;
    private int _position;

    /// <summary>Gets a value indicating whether nothing has been read yet, so that a check may inspect the start.</summary>
    public bool IsUntouched { get; private set; } = true;

    public override bool CanRead => rest.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override bool CanTimeout => rest.CanTimeout;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int ReadTimeout
    {
        get => rest.ReadTimeout;
        set => rest.ReadTimeout = value;
    }

    /// <summary>Inspects the bytes fetched so far.</summary>
    /// <returns>The verdict, or <see langword="null"/> if more bytes have to be fetched.</returns>
    public BodyVerdict? Inspect(in ContentLabel label)
    {
        BodyStream.ThrowIfDrained(_start, label);
        return BodyInspector.Inspect(_start, label);
    }

    /// <summary>Reads more of the body; pass the result to <see cref="Keep"/>.</summary>
    public int Fetch() => BodyStream.Read(rest, _start.Reserve());

    /// <summary>Reads more of the body; pass the result to <see cref="Keep"/>.</summary>
    public ValueTask<int> FetchAsync(CancellationToken cancellationToken) => BodyStream.ReadAsync(rest, _start.Reserve(), cancellationToken);

    /// <summary>Adds the fetched bytes to the start.</summary>
    /// <param name="fetched">The number of bytes; 0 means that the body is complete.</param>
    public void Keep(int fetched) => _start.Append(fetched);

    public override int Read(byte[] buffer, int offset, int count)
        => TryReplay(buffer.AsSpan(offset, count), out var read) ? read : rest.Read(buffer, offset, count);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => TryReplay(buffer.AsSpan(offset, count), out var read) ? Task.FromResult(read) : rest.ReadAsync(buffer, offset, count, cancellationToken);

#if NET
    public override int Read(Span<byte> buffer) => TryReplay(buffer, out var read) ? read : rest.Read(buffer);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => TryReplay(buffer.Span, out var read) ? new ValueTask<int>(read) : rest.ReadAsync(buffer, cancellationToken);
#endif

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _start.Return();
            rest.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool TryReplay(Span<byte> buffer, out int read)
    {
        var left = _start.Span.Slice(_position);
        read = Math.Min(left.Length, buffer.Length);
        if (left.IsEmpty)
        {
            IsUntouched = false;
            return false;
        }

        // A zero-byte read only checks for data and consumes none.
        IsUntouched &= read == 0;
        left.Slice(0, read).CopyTo(buffer);
        _position += read;
        if (read == left.Length)
        {
            _start.Return();
            _position = 0;
        }

        return true;
    }
}
