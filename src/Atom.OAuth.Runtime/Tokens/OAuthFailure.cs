using System.Net;

namespace Atom.OAuth;

/// <summary>The reason why a provider issued no token, in a form that can be shown, logged and acted on.</summary>
/// <remarks>
/// It contains no body, token, secret or markup: text from the provider is sanitized, redacted and truncated
/// (code 64, description 300, message 400 characters).
/// </remarks>
public sealed class OAuthFailure
{
    internal OAuthFailure(string provider, OAuthFailureKind kind, string code, string message)
    {
        Provider = provider;
        Kind = kind;
        Code = code;
        Message = message;
    }

    /// <summary>Gets the provider's name as passed by the caller.</summary>
    public string Provider { get; }

    /// <summary>Gets the kind of failure.</summary>
    public OAuthFailureKind Kind { get; }

    /// <summary>
    /// Gets the provider's error code, or a stable code of this library if the provider sent none, for example <c>invalid_grant</c> or
    /// <c>unexpected_html</c>.
    /// </summary>
    public string Code { get; }

    /// <summary>Gets the explanation of the code, or <see langword="null"/>.</summary>
    public string? Description { get; internal set; }

    /// <summary>
    /// Gets the message for users: <c>Slack OAuth failed: invalid_code - …</c>. It is plain text: encode it where you render it as HTML, or use
    /// <see cref="HtmlMessage"/>.
    /// </summary>
    public string Message { get; }

    /// <summary>Gets the message, encoded for HTML text and attribute values.</summary>
    public string HtmlMessage => WebUtility.HtmlEncode(Message);

    /// <summary>Gets the status of the response, or <see langword="null"/> if there was no response.</summary>
    public HttpStatusCode? StatusCode { get; internal set; }

    /// <summary>Gets a value indicating whether the same request may succeed later.</summary>
    public bool IsRetryable { get; internal set; }

    /// <summary>Gets how long to wait according to the provider, or <see langword="null"/> if it does not say.</summary>
    public TimeSpan? RetryAfter { get; internal set; }

    /// <summary>
    /// Gets a value indicating whether the provider definitely rejected the grant, so that the user has to connect again.
    /// </summary>
    /// <remarks>
    /// <see langword="false"/> whenever the outcome is uncertain. Even if <see langword="true"/>, read the stored tokens again
    /// before you give up a connection: another process may just have refreshed them, see <see cref="OAuthTokens.IsSupersededBy"/>.
    /// </remarks>
    public bool RequiresReauthorization { get; internal set; }

    /// <summary>Gets the provider's id of the request, for its support team, or <see langword="null"/>.</summary>
    public string? CorrelationId { get; internal set; }

    /// <summary>
    /// Gets the page about the error that the provider refers to (RFC 6749, section 5.2), or <see langword="null"/>. Only absolute https URIs
    /// are kept. Do not link to it without checking it.
    /// </summary>
    public Uri? ErrorUri { get; internal set; }

    /// <summary>
    /// Gets the exception that caused a transport failure, or <see langword="null"/>. Its text may contain the request's URL: log it with care.
    /// </summary>
    public Exception? Exception { get; internal set; }

    /// <summary>Creates an exception for callers that prefer to throw.</summary>
    public OAuthFailureException ToException() => new(this);

    /// <summary>Returns the message.</summary>
    public override string ToString() => Message;
}
