using Atom.OAuth.Inspection;

namespace Atom.OAuth;

/// <summary>The HTML check for responses and contents that have not been read yet.</summary>
/// <remarks>
/// <para>
/// Status and method are considered first: 204, 205, 304 and HEAD are <see cref="ResponseBodyKind.NoContent"/>, and a redirect with a
/// Location is <see cref="ResponseBodyKind.RedirectedToPage"/>. Then the first bytes of the body decide, whatever the content type: a
/// body that starts like a JSON object is JSON, one that starts like a web page is a page. The content type only settles the cases
/// that they leave open.
/// </para>
/// <para>
/// Byte order marks, UTF-16 and UTF-32 are recognized with or without a charset. A body that is still compressed according to its
/// Content-Encoding (gzip, deflate; br on .NET 8 and later) is judged by its decompressed content, but left compressed. If it is not
/// actually compressed, or cannot be decompressed, it is judged by its raw bytes.
/// </para>
/// <para>
/// The check reads no more than it needs, and at most the first 64 KiB of a page, for its title. Read errors of
/// the connection (<see cref="IOException"/>, <see cref="HttpRequestException"/>) are not caught.
/// </para>
/// </remarks>
public static class HtmlResponseExtensions
{
    /// <summary>Checks whether a provider's response is a web page, and leaves its content readable.</summary>
    /// <remarks>
    /// Buffered content is left as it is. The content of a response requested with
    /// <see cref="HttpCompletionOption.ResponseHeadersRead"/> is replaced by one with the same headers and the same bytes:
    /// read <see cref="HttpResponseMessage.Content"/> after the check, not a reference obtained before it. Checking twice is allowed.
    /// </remarks>
    /// <param name="response">The response.</param>
    /// <param name="provider">The provider's name for the message, for example <c>Slack</c>; <see langword="null"/> reads as "The provider".</param>
    /// <param name="cancellationToken">Cancels waiting for the first bytes of the body.</param>
    /// <returns>The result, which can be deconstructed: <c>var (isHtml, htmlError) = …</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="response"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The content was already read as a stream.</exception>
    /// <exception cref="ObjectDisposedException">The response was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ValueTask<HtmlCheckResult> CheckHtmlResponseAsync(
        this HttpResponseMessage response,
        string? provider = null,
        CancellationToken cancellationToken = default)
        => ResponseInspector.CheckAsync(response ?? throw new ArgumentNullException(nameof(response)), provider, cancellationToken);

    /// <summary>Synchronously checks whether a provider's response is a web page, and leaves its content readable.</summary>
    /// <remarks><inheritdoc cref="CheckHtmlResponseAsync" path="/remarks/node()"/></remarks>
    /// <param name="response">The response.</param>
    /// <param name="provider">The provider's name for the message, for example <c>Slack</c>; <see langword="null"/> reads as "The provider".</param>
    /// <returns>The result, which can be deconstructed: <c>var (isHtml, htmlError) = …</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="response"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The content was already read as a stream.</exception>
    /// <exception cref="ObjectDisposedException">The response was disposed.</exception>
    public static HtmlCheckResult CheckHtmlResponse(this HttpResponseMessage response, string? provider = null)
        => ResponseInspector.Check(response ?? throw new ArgumentNullException(nameof(response)), provider);

    /// <summary>Checks whether a content is a web page, and leaves it readable.</summary>
    /// <remarks>
    /// The content cannot be replaced here, so a streamed one is first buffered completely, as <c>ReadAsStringAsync</c> would do.
    /// If you have the response, prefer <see cref="CheckHtmlResponseAsync"/>: it reads less and also knows the status.
    /// </remarks>
    /// <param name="content">The content.</param>
    /// <param name="provider">The provider's name for the message, for example <c>Slack</c>; <see langword="null"/> reads as "The provider".</param>
    /// <param name="cancellationToken">Cancels waiting for the body; on .NET Framework it is checked only before the wait.</param>
    /// <returns>The result; its status is <see langword="null"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="content"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The content was already read as a stream.</exception>
    /// <exception cref="ObjectDisposedException">The content was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ValueTask<HtmlCheckResult> CheckHtmlContentAsync(
        this HttpContent content,
        string? provider = null,
        CancellationToken cancellationToken = default)
        => ResponseInspector.CheckAsync(content ?? throw new ArgumentNullException(nameof(content)), provider, cancellationToken);

    /// <summary>Synchronously checks whether a content is a web page, and leaves it readable.</summary>
    /// <remarks>
    /// <inheritdoc cref="CheckHtmlContentAsync" path="/remarks/node()"/>
    /// Blocks the thread while it waits for the connection; it never needs the synchronization context to continue.
    /// </remarks>
    /// <param name="content">The content.</param>
    /// <param name="provider">The provider's name for the message, for example <c>Slack</c>; <see langword="null"/> reads as "The provider".</param>
    /// <returns>The result; its status is <see langword="null"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="content"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The content was already read as a stream.</exception>
    /// <exception cref="ObjectDisposedException">The content was disposed.</exception>
    public static HtmlCheckResult CheckHtmlContent(this HttpContent content, string? provider = null)
        => ResponseInspector.Check(content ?? throw new ArgumentNullException(nameof(content)), provider);
}
