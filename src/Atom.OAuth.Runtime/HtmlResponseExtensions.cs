using Atom.OAuth.Inspection;

namespace Atom.OAuth;

/// <summary>The HTML check for responses and contents that are still to be read.</summary>
/// <remarks>
/// <para>
/// Status and method decide first: 204, 205, 304 and HEAD are <see cref="ResponseBodyKind.NoContent"/>, a redirect with a
/// Location is <see cref="ResponseBodyKind.RedirectedToPage"/>. Then the first bytes of the body decide, under any label: a
/// body that starts like a JSON object is JSON, one that starts like a web page is a page. The content type decides only
/// what they leave open.
/// </para>
/// <para>
/// Byte order marks, UTF-16 and UTF-32 are recognized with or without a charset. A body that is still compressed, as its
/// Content-Encoding says (gzip, deflate; br from .NET 8 on), is judged by what is inside and left compressed. One that
/// says so and is not, or that nothing can decode, is judged by its bytes as they are.
/// </para>
/// <para>
/// No more is read than the verdict takes, and of a page no more than the first 64 KiB, for its title. Reading errors of
/// the connection (<see cref="IOException"/>, <see cref="HttpRequestException"/>) pass through.
/// </para>
/// </remarks>
public static class HtmlResponseExtensions
{
    /// <summary>Tells whether a provider's response is a web page, and leaves its content readable.</summary>
    /// <remarks>
    /// A content in memory stays as it is. The content of a response that was asked for with
    /// <see cref="HttpCompletionOption.ResponseHeadersRead"/> is replaced by one with the same headers and the same bytes:
    /// read <see cref="HttpResponseMessage.Content"/> after the check, and no reference to it from before. To check twice
    /// is possible.
    /// </remarks>
    /// <param name="response">The response.</param>
    /// <param name="provider">The provider's name for the message, for example <c>Slack</c>; <see langword="null"/> reads as "The provider".</param>
    /// <param name="cancellationToken">Cancels the wait for the first bytes of the body.</param>
    /// <returns>The answer; it can be taken apart: <c>var (isHtml, htmlError) = …</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="response"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The content was already read as a stream.</exception>
    /// <exception cref="ObjectDisposedException">The response was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ValueTask<HtmlCheckResult> CheckHtmlResponseAsync(
        this HttpResponseMessage response,
        string? provider = null,
        CancellationToken cancellationToken = default)
        => ResponseInspector.CheckAsync(response ?? throw new ArgumentNullException(nameof(response)), provider, cancellationToken);

    /// <summary>Tells whether a provider's response is a web page, for synchronous code, and leaves its content readable.</summary>
    /// <remarks><inheritdoc cref="CheckHtmlResponseAsync" path="/remarks/node()"/></remarks>
    /// <param name="response">The response.</param>
    /// <param name="provider">The provider's name for the message, for example <c>Slack</c>; <see langword="null"/> reads as "The provider".</param>
    /// <returns>The answer; it can be taken apart: <c>var (isHtml, htmlError) = …</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="response"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The content was already read as a stream.</exception>
    /// <exception cref="ObjectDisposedException">The response was disposed.</exception>
    public static HtmlCheckResult CheckHtmlResponse(this HttpResponseMessage response, string? provider = null)
        => ResponseInspector.Check(response ?? throw new ArgumentNullException(nameof(response)), provider);

    /// <summary>Tells whether a content is a web page, and leaves it readable.</summary>
    /// <remarks>
    /// Nothing can take the place of a content here, so one that comes as a stream is first loaded into memory as a whole, as
    /// <c>ReadAsStringAsync</c> would do. Where the response is at hand,
    /// <see cref="CheckHtmlResponseAsync"/> reads less and also knows the status.
    /// </remarks>
    /// <param name="content">The content.</param>
    /// <param name="provider">The provider's name for the message, for example <c>Slack</c>; <see langword="null"/> reads as "The provider".</param>
    /// <param name="cancellationToken">Cancels the wait for the body; on .NET Framework it is only looked at before the wait.</param>
    /// <returns>The answer; its status is <see langword="null"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="content"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The content was already read as a stream.</exception>
    /// <exception cref="ObjectDisposedException">The content was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ValueTask<HtmlCheckResult> CheckHtmlContentAsync(
        this HttpContent content,
        string? provider = null,
        CancellationToken cancellationToken = default)
        => ResponseInspector.CheckAsync(content ?? throw new ArgumentNullException(nameof(content)), provider, cancellationToken);

    /// <summary>Tells whether a content is a web page, for synchronous code, and leaves it readable.</summary>
    /// <remarks>
    /// <inheritdoc cref="CheckHtmlContentAsync" path="/remarks/node()"/>
    /// Where that has to wait for the connection, it blocks the thread; it needs no synchronization context to go on.
    /// </remarks>
    /// <param name="content">The content.</param>
    /// <param name="provider">The provider's name for the message, for example <c>Slack</c>; <see langword="null"/> reads as "The provider".</param>
    /// <returns>The answer; its status is <see langword="null"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="content"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The content was already read as a stream.</exception>
    /// <exception cref="ObjectDisposedException">The content was disposed.</exception>
    public static HtmlCheckResult CheckHtmlContent(this HttpContent content, string? provider = null)
        => ResponseInspector.Check(content ?? throw new ArgumentNullException(nameof(content)), provider);
}
