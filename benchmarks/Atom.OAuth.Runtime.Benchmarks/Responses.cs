using System.Net;

namespace Atom.OAuth.Runtime.Benchmarks;

/// <summary>How a response's body comes.</summary>
public enum Transport
{
    /// <summary>In memory, as HttpClient leaves it by default.</summary>
    Buffered,

    /// <summary>From a stream whose bytes are there, as after ResponseHeadersRead.</summary>
    Streamed,
}

/// <summary>Responses as HttpClient gives them, without the network.</summary>
internal static class Responses
{
    public static HttpResponseMessage Create(byte[] body, Transport transport, string contentType = "application/json; charset=utf-8")
    {
        HttpContent content = new StreamedContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        content.Headers.TryAddWithoutValidation("Content-Length", body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (transport == Transport.Buffered)
        {
            content.LoadIntoBufferAsync().GetAwaiter().GetResult();
        }

        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
    }

    /// <summary>Hands out its stream itself, as the content of a connection does.</summary>
    private sealed class StreamedContent(byte[] body) : HttpContent
    {
        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new ForwardStream(body));

        protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => new ForwardStream(body);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(body).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private sealed class ForwardStream(byte[] body) : Stream
    {
        private int _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(buffer.Length, body.Length - _position);
            body.AsSpan(_position, count).CopyTo(buffer);
            _position += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
