using System.Net;

namespace Atom.OAuth.Tests.Support;

/// <summary>A content as received from a connection: its stream can only be obtained once, and is not buffered.</summary>
internal sealed class ConnectionContent(Stream stream) : HttpContent
{
    private bool _isTaken;

    public bool IsDisposed { get; private set; }

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult(Take());

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => Take();

    protected override async Task SerializeToStreamAsync(Stream target, TransportContext? context) =>
        await Take().CopyToAsync(target).ConfigureAwait(false);

    protected override void SerializeToStream(Stream target, TransportContext? context, CancellationToken cancellationToken) => Take().CopyTo(target);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        stream.Dispose();
        base.Dispose(disposing);
    }

    private Stream Take()
    {
        if (_isTaken)
        {
            throw new InvalidOperationException("The stream was already consumed. It cannot be read again.");
        }

        _isTaken = true;
        return stream;
    }
}
