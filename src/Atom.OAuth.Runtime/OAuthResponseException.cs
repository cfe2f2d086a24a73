using System.Net;

namespace Atom.OAuth;

/// <summary>The exception that the safe read throws when a provider's response is anything but readable JSON.</summary>
/// <remarks>
/// The message names the provider, the kind, the status and, for a web page, its title. It never contains the body.
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

    /// <summary>Gets the provider's name as the caller gave it, cleaned; <see langword="null"/> when none was given.</summary>
    public string? Provider { get; internal init; }

    /// <summary>Gets what the body turned out to be.</summary>
    public ResponseBodyKind Kind { get; internal init; }

    /// <summary>Gets a stable code for <see cref="Kind"/>, for example <c>unexpected_html</c>; it is part of the message.</summary>
    public string Code { get; internal init; } = string.Empty;

    /// <summary>Gets the page's cleaned title; <see langword="null"/> when there is no page or no title.</summary>
    public string? Title { get; internal init; }

    /// <summary>Gets the media type that the response claims, without parameters; <see langword="null"/> when it claims none.</summary>
    public string? ContentType { get; internal init; }
}
