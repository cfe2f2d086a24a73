using Atom.OAuth.Inspection;

namespace Atom.OAuth;

/// <summary>The HTML check for responses and contents that are still to be read.</summary>
public static class HtmlResponseExtensions
{
    /// <summary>Tells whether a provider's response is a web page, and leaves its content readable.</summary>
    /// <param name="response">The response.</param>
    /// <param name="provider">The provider's name for the message; <see langword="null"/> reads as "The provider".</param>
    /// <param name="cancellationToken">Cancels the wait for the first bytes of the body.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="response"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The content was already read.</exception>
    /// <exception cref="ObjectDisposedException">The response was disposed.</exception>
    public static ValueTask<HtmlCheckResult> CheckHtmlResponseAsync(
        this HttpResponseMessage response,
        string? provider = null,
        CancellationToken cancellationToken = default)
        => ResponseInspector.CheckAsync(response ?? throw new ArgumentNullException(nameof(response)), provider, cancellationToken);

    /// <summary>Tells whether a provider's response is a web page, for synchronous code.</summary>
    /// <inheritdoc cref="CheckHtmlResponseAsync"/>
    public static HtmlCheckResult CheckHtmlResponse(this HttpResponseMessage response, string? provider = null)
        => ResponseInspector.Check(response ?? throw new ArgumentNullException(nameof(response)), provider);

    /// <summary>Tells whether a content is a web page, and leaves it readable.</summary>
    /// <param name="content">The content.</param>
    /// <param name="provider">The provider's name for the message; <see langword="null"/> reads as "The provider".</param>
    /// <param name="cancellationToken">Cancels the wait for the body.</param>
    /// <returns>The answer; its status is <see langword="null"/>.</returns>
    public static ValueTask<HtmlCheckResult> CheckHtmlContentAsync(
        this HttpContent content,
        string? provider = null,
        CancellationToken cancellationToken = default)
        => ResponseInspector.CheckAsync(content ?? throw new ArgumentNullException(nameof(content)), provider, cancellationToken);

    /// <summary>Tells whether a content is a web page, for synchronous code.</summary>
    /// <inheritdoc cref="CheckHtmlContentAsync"/>
    public static HtmlCheckResult CheckHtmlContent(this HttpContent content, string? provider = null)
        => ResponseInspector.Check(content ?? throw new ArgumentNullException(nameof(content)), provider);
}
