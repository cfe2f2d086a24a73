using System.Net;

namespace Atom.OAuth.Inspection;

/// <summary>Replaces a streamed content whose start the check has read; has the same headers and bytes.</summary>
internal sealed class ReplayContent : HttpContent
{
    private readonly HttpContent _original;

    public ReplayContent(HttpContent original, Stream body)
    {
        _original = original;
        Body = new ReplayStream(body);
#if NET
        foreach ((var name, var values) in original.Headers.NonValidated)
        {
            // Nearly every header has a single value, for which no list is needed.
            _ = values.Count == 1
                ? Headers.TryAddWithoutValidation(name, values.ToString())
                : Headers.TryAddWithoutValidation(name, values);
        }
#else
        foreach (var header in original.Headers)
        {
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
#endif
    }

    public ReplayStream Body { get; }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(TakeBody());

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => TakeBody().CopyToAsync(stream);

#if NET
    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => TakeBody();

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        => TakeBody().CopyTo(stream);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        => TakeBody().CopyToAsync(stream, cancellationToken);
#endif

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Body.Dispose();
            _original.Dispose();
        }

        base.Dispose(disposing);
    }

    private ReplayStream TakeBody()
        => Body is { IsUntouched: true, CanRead: true }
            ? Body
            : throw new InvalidOperationException("The content was already read. A streamed content can be read once.");
}
