using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Atom.OAuth;

/// <summary>The result of the HTML check.</summary>
/// <example>
/// <code>
/// var (isHtml, htmlError) = await response.CheckHtmlResponseAsync("Slack", cancellationToken);
/// if (isHtml)
/// {
///     throw new HttpRequestException(htmlError);
/// }
/// </code>
/// </example>
public readonly record struct HtmlCheckResult
{
    internal HtmlCheckResult(ResponseBodyKind kind, HttpStatusCode? statusCode, string? title, string? error)
    {
        Kind = kind;
        StatusCode = statusCode;
        Title = title;
        Error = error;
    }

    /// <summary>Gets a value indicating whether the response is a web page, or a redirect to one.</summary>
    [MemberNotNullWhen(true, nameof(Error))]
    public bool IsHtml => Error is not null;

    /// <summary>
    /// Gets a message with the provider, the status and the page's title, but never the body;
    /// <see langword="null"/> if the response is not a web page.
    /// </summary>
    /// <remarks>The title comes from the page: encode the message before you render it as HTML.</remarks>
    public string? Error { get; }

    /// <summary>Gets what kind of body it is.</summary>
    public ResponseBodyKind Kind { get; }

    /// <summary>
    /// Gets the page's title, decoded, without tags and control characters, cut to 100 characters and an ellipsis;
    /// <see langword="null"/> if there is no page or no title.
    /// </summary>
    public string? Title { get; }

    /// <summary>Gets the response's status; <see langword="null"/> if only a content, text or bytes were checked.</summary>
    public HttpStatusCode? StatusCode { get; }

    /// <summary>Deconstructs the result.</summary>
    /// <param name="isHtml">Whether the response is a web page, or a redirect to one.</param>
    /// <param name="htmlError">The value of <see cref="Error"/>, or an empty string if the response is not a web page.</param>
    public void Deconstruct(out bool isHtml, out string htmlError)
    {
        isHtml = IsHtml;
        htmlError = Error ?? string.Empty;
    }
}
