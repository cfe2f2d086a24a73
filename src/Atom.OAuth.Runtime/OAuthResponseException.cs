using System.Net;

namespace Atom.OAuth;

/// <summary>The exception that the safe read throws when a provider's response is not readable JSON.</summary>
/// <remarks>
/// The message contains the provider, the kind, the status and, for a web page, its title, but never the body.
/// For damaged JSON, <see cref="Exception.InnerException"/> is the <see cref="System.Text.Json.JsonException"/>.
/// </remarks>
public sealed class OAuthResponseException : HttpRequestException
{
#if NET
    internal OAuthResponseException(string message, Exception? innerException, HttpStatusCode statusCode)
        : base(message, innerException, statusCode)
    {
    }
#else
    internal OAuthResponseException(string message, Exception? innerException, HttpStatusCode statusCode)
        : base(message, innerException) => StatusCode = statusCode;

    /// <summary>Gets the response's status.</summary>
    public HttpStatusCode? StatusCode { get; }
#endif

    /// <summary>Gets the provider's name as passed by the caller, sanitized; <see langword="null"/> if none was given.</summary>
    public string? Provider { get; internal init; }

    /// <summary>Gets what kind of body it is.</summary>
    public ResponseBodyKind Kind { get; internal init; }

    /// <summary>Gets a stable code for <see cref="Kind"/>, for example <c>unexpected_html</c>; the message contains it.</summary>
    public string Code { get; internal init; } = string.Empty;

    /// <summary>Gets the page's sanitized title; <see langword="null"/> if there is no page or no title.</summary>
    public string? Title { get; internal init; }

    /// <summary>Gets the media type of the response's Content-Type, without parameters; <see langword="null"/> if there is none.</summary>
    public string? ContentType { get; internal init; }
}
