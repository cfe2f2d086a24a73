using System.Net;

namespace Atom.OAuth.Inspection;

/// <summary>Stands in for a streamed content whose first bytes were read by the check.</summary>
internal sealed class ReplayContent : HttpContent
{
    private readonly HttpContent _original;

    public ReplayContent(HttpContent original, ReplayStream body)
    {
        _original = original;
        Body = body;
#if NET
        foreach (var header in original.Headers.NonValidated)
        {
            Headers.TryAddWithoutValidation(header.Key, header.Value.ToString());
        }
#else
        foreach (var header in original.Headers)
        {
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
#endif
    }

    public ReplayStream Body { get; }

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(Body);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => Body.CopyToAsync(stream);

#if NET
    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => Body;

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken) => Body.CopyTo(stream);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        => Body.CopyToAsync(stream, cancellationToken);
#endif

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Body.Dispose();
            _original.Dispose();
        }

        base.Dispose(disposing);
    }
}
