namespace Atom.OAuth.Inspection;

/// <summary>Opens the body of a content and reads from it, in the same way on every platform.</summary>
internal static class BodyStream
{
    private const string AlreadyRead =
        "The content was already read as a stream and cannot be read again. "
        + "Call CheckHtmlResponseAsync before the read (it leaves the content readable), "
        + "or pass what was read to HtmlResponse.CheckText or HtmlResponse.CheckBytes.";

    /// <summary>Opens the body synchronously, which works for everything received over HTTP.</summary>
    /// <returns>The stream, or <see langword="null"/> if <see cref="OpenLaterAsync"/> has to be called.</returns>
    /// <exception cref="InvalidOperationException">The content was already read as a stream.</exception>
    /// <exception cref="ObjectDisposedException">The content was disposed.</exception>
    public static Stream? TryOpen(HttpContent content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (content is ReplayContent { Body: { IsUntouched: true, CanRead: true } body })
        {
            // Asking the content for its stream would make it cache the stream, and return it again after it was buffered.
            return body;
        }

        Stream? stream;
        try
        {
#if NET
            // Once a content has been asked for its stream asynchronously, it no longer returns it synchronously. The caller has yet to
            // read the content, and may do so in either way.
            stream = content.ReadAsStream(cancellationToken);
#else
            var opening = content.ReadAsStreamAsync();
            stream = opening.Status == TaskStatus.RanToCompletion ? opening.GetAwaiter().GetResult() : null;
#endif
        }
        catch (Exception exception) when (exception is NotSupportedException or HttpRequestException)
        {
            // The caller's own content that can only be written asynchronously, or one that has been asked for its stream before.
            stream = null;
        }
        catch (InvalidOperationException exception) when (exception is not ObjectDisposedException)
        {
            throw new InvalidOperationException(AlreadyRead, exception);
        }

        return stream is null ? null : Unread(stream);
    }

    /// <summary>Opens the body if <see cref="TryOpen"/> could not.</summary>
    /// <exception cref="InvalidOperationException">The content was already read as a stream.</exception>
    public static async Task<Stream> OpenLaterAsync(HttpContent content, CancellationToken cancellationToken)
    {
        Stream stream;
        try
        {
#if NET
            stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
#else
            stream = await content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        }
        catch (InvalidOperationException exception) when (exception is not ObjectDisposedException)
        {
            throw new InvalidOperationException(AlreadyRead, exception);
        }

        return Unread(stream);
    }

    /// <summary>Opens the body synchronously.</summary>
    public static Stream Open(HttpContent content)
        => TryOpen(content, CancellationToken.None) ?? OpenLaterAsync(content, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Buffers a content in memory.</summary>
    /// <exception cref="InvalidOperationException">The content was already read as a stream.</exception>
    /// <exception cref="ObjectDisposedException">The content was disposed.</exception>
    public static async Task LoadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
#if NET
            await content.LoadIntoBufferAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
#else
            await content.LoadIntoBufferAsync().ConfigureAwait(false);
#endif
        }
        catch (InvalidOperationException exception) when (exception is not ObjectDisposedException)
        {
            throw new InvalidOperationException(AlreadyRead, exception);
        }
    }

    /// <summary>Distinguishes an empty body from one that has been read to its end, if the stream does not reveal it.</summary>
    /// <exception cref="InvalidOperationException">According to the headers there is a body, but nothing is left.</exception>
    public static void ThrowIfDrained(in PooledBytes body, in ContentLabel label)
    {
        if (body is { Count: 0, IsComplete: true } && label.ContentLength > 0)
        {
            throw new InvalidOperationException(AlreadyRead);
        }
    }

    /// <summary>Reads the bytes that are available, and waits only for the first.</summary>
    public static ValueTask<int> ReadAsync(Stream stream, ArraySegment<byte> room, CancellationToken cancellationToken)
#if NET
        => stream.ReadAsync(room.AsMemory(), cancellationToken);
#else
        => new(stream.ReadAsync(room.Array, room.Offset, room.Count, cancellationToken));
#endif

    /// <summary>Reads the bytes that are available, and waits only for the first.</summary>
    public static int Read(Stream stream, ArraySegment<byte> room) => stream.Read(room.Array!, room.Offset, room.Count);

    /// <summary>Rejects a stream that has been closed or read to its end.</summary>
    private static Stream Unread(Stream stream)
    {
        var isRead = stream is ReplayStream { IsUntouched: false } || !stream.CanRead
            || (stream.CanSeek && stream.Position == stream.Length && stream.Length > 0);
        return isRead ? throw new InvalidOperationException(AlreadyRead) : stream;
    }
}
