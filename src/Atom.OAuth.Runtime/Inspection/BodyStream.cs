namespace Atom.OAuth.Inspection;

/// <summary>Opens the body of a content and reads from it, on every platform in the same way.</summary>
internal static class BodyStream
{
    private const string AlreadyRead =
        "The content was already read as a stream and cannot be read again. "
        + "Call CheckHtmlResponseAsync before the read (it leaves the content readable), "
        + "or pass what was read to HtmlResponse.CheckText or HtmlResponse.CheckBytes.";

    /// <summary>Opens the body. The stream of a response is at hand as soon as its headers are, so that the task is nearly always done.</summary>
    /// <exception cref="InvalidOperationException">The content was already read as a stream.</exception>
    /// <exception cref="ObjectDisposedException">The content was disposed.</exception>
    public static Task<Stream> OpenAsync(HttpContent content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (content is ReplayContent { Body: { IsUntouched: true, CanRead: true } body })
        {
            // Were the content asked for its stream, it would keep it and give it once more after it was loaded into memory.
            return Task.FromResult<Stream>(body);
        }

        try
        {
#if NET
            return content.ReadAsStreamAsync(cancellationToken);
#else
            return content.ReadAsStreamAsync();
#endif
        }
        catch (InvalidOperationException exception) when (exception is not ObjectDisposedException)
        {
            throw new InvalidOperationException(AlreadyRead, exception);
        }
    }

    /// <summary>Opens the body for synchronous code.</summary>
    /// <remarks>Only a content of the caller's own that writes its bytes asynchronously can make this wait.</remarks>
    public static Stream Open(HttpContent content) => OpenAsync(content, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Loads a content into memory.</summary>
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

    /// <summary>Refuses a stream that someone has closed or read to its end.</summary>
    /// <exception cref="InvalidOperationException">Nothing is left to be read.</exception>
    public static void ThrowIfRead(Stream stream)
    {
        bool isRead = stream is ReplayStream { IsUntouched: false } || !stream.CanRead
            || (stream.CanSeek && stream.Position == stream.Length && stream.Length > 0);
        if (isRead)
        {
            throw new InvalidOperationException(AlreadyRead);
        }
    }

    /// <summary>Tells a body that is empty from one that someone has read to its end, where the stream cannot tell.</summary>
    /// <exception cref="InvalidOperationException">The headers promise a body, and none is left.</exception>
    public static void ThrowIfDrained(in PooledBytes body, in ContentLabel label)
    {
        if (body is { Count: 0, IsComplete: true } && label.ContentLength > 0)
        {
            throw new InvalidOperationException(AlreadyRead);
        }
    }

    /// <summary>Reads as many bytes as are there, and waits only for the first.</summary>
    public static ValueTask<int> ReadAsync(Stream stream, ArraySegment<byte> room, CancellationToken cancellationToken)
#if NET
        => stream.ReadAsync(room.AsMemory(), cancellationToken);
#else
        => new(stream.ReadAsync(room.Array, room.Offset, room.Count, cancellationToken));
#endif

    /// <summary>Reads as many bytes as are there, and waits only for the first.</summary>
    public static int Read(Stream stream, ArraySegment<byte> room) => stream.Read(room.Array!, room.Offset, room.Count);
}
