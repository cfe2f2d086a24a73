namespace Atom.OAuth.Inspection;

/// <summary>A body whose first bytes were already read: gives them once more, then goes on with the rest.</summary>
internal sealed class ReplayStream(Stream rest) : Stream
{
    private PooledBytes _prefix;
    private int _position;

    /// <summary>Gets a value indicating whether nothing has been given yet.</summary>
    public bool IsUntouched { get; private set; } = true;

    public override bool CanRead => rest.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override bool CanTimeout => rest.CanTimeout;

    public override int ReadTimeout
    {
        get => rest.ReadTimeout;
        set => rest.ReadTimeout = value;
    }

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Gets the first bytes.</summary>
    public ArraySegment<byte> Prefix => _prefix.Segment;

    /// <summary>Gets a value indicating whether the body has no bytes behind <see cref="Prefix"/>.</summary>
    public bool PrefixIsAll { get; private set; }

    /// <summary>Reads more of the body into the prefix.</summary>
    public async ValueTask FetchAsync(CancellationToken cancellationToken)
    {
        ArraySegment<byte> room = _prefix.Reserve();
#if NET
        int read = await rest.ReadAsync(room.AsMemory(), cancellationToken).ConfigureAwait(false);
#else
        int read = await rest.ReadAsync(room.Array, room.Offset, room.Count, cancellationToken).ConfigureAwait(false);
#endif
        _prefix.Advance(read);
        PrefixIsAll = read == 0;
    }

    /// <summary>Reads more of the body into the prefix.</summary>
    public void Fetch()
    {
        ArraySegment<byte> room = _prefix.Reserve();
        int read = rest.Read(room.Array!, room.Offset, room.Count);
        _prefix.Advance(read);
        PrefixIsAll = read == 0;
    }

    public override int Read(byte[] buffer, int offset, int count)
        => TryReplay(buffer.AsSpan(offset, count), out int read) ? read : rest.Read(buffer, offset, count);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => TryReplay(buffer.AsSpan(offset, count), out int read) ? Task.FromResult(read) : rest.ReadAsync(buffer, offset, count, cancellationToken);

#if NET
    public override int Read(Span<byte> buffer) => TryReplay(buffer, out int read) ? read : rest.Read(buffer);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => TryReplay(buffer.Span, out int read) ? new ValueTask<int>(read) : rest.ReadAsync(buffer, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        _prefix.Return();
        await rest.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
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
            _prefix.Return();
            rest.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool TryReplay(Span<byte> buffer, out int read)
    {
        IsUntouched = false;
        int left = _prefix.Count - _position;
        read = Math.Min(left, buffer.Length);
        if (left == 0)
        {
            return false;
        }

        _prefix.Span.Slice(_position, read).CopyTo(buffer);
        _position += read;
        if (read == left)
        {
            _prefix.Return();
            _position = 0;
        }

        return true;
    }
}
