namespace Atom.OAuth.Tests.Support;

/// <summary>A stream as received from a connection: forward-only, in chunks, and able to fail.</summary>
internal sealed class ForwardStream : Stream
{
    private readonly byte[] _body;
    private readonly Queue<int> _chunks;
    private readonly bool _late;
    private readonly Exception? _failure;
    private int _position;

    /// <param name="body">The bytes.</param>
    /// <param name="chunks">The maximum numbers of bytes per read; the last number applies to all further reads.</param>
    /// <param name="late">Whether asynchronous reads complete later.</param>
    /// <param name="failure">The exception that is thrown at the end of the bytes.</param>
    public ForwardStream(byte[] body, IEnumerable<int>? chunks = null, bool late = false, Exception? failure = null)
    {
        _body = body;
        _chunks = new Queue<int>(chunks ?? [int.MaxValue]);
        _late = late;
        _failure = failure;
    }

    public bool IsDisposed { get; private set; }

    /// <summary>Gets the number of bytes that were read from the connection.</summary>
    public int Taken => _position;

    public override bool CanRead => !IsDisposed;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override bool CanTimeout => true;

    public override int ReadTimeout { get; set; } = 100_000;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        if (buffer.IsEmpty)
        {
            return 0;
        }

        if (_position == _body.Length && _failure is not null)
        {
            throw _failure;
        }

        var chunk = _chunks.Count > 1 ? _chunks.Dequeue() : _chunks.Peek();
        var count = Math.Min(Math.Min(chunk, buffer.Length), _body.Length - _position);
        _body.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_late)
        {
            // On another thread, regardless of the reader's context.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }

        return Read(buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
