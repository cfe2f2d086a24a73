using System.Net;

namespace Atom.OAuth;

/// <summary>Why a provider gave no token, in a form that can be shown, logged and acted on.</summary>
/// <remarks>
/// Nothing in it is a body, a token, a secret or markup: what the provider wrote is cleaned, redacted and cut
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

    /// <summary>Gets the provider's name, as given by the caller.</summary>
    public string Provider { get; }

    /// <summary>Gets what went wrong.</summary>
    public OAuthFailureKind Kind { get; }

    /// <summary>
    /// Gets the provider's error code, or a stable code of this library where the provider has none, for example <c>invalid_grant</c> or
    /// <c>unexpected_html</c>.
    /// </summary>
    public string Code { get; }

    /// <summary>Gets the explanation of the code, or <see langword="null"/>.</summary>
    public string? Description { get; internal set; }

    /// <summary>
    /// Gets the message for people: <c>Slack OAuth failed: invalid_code - …</c>. Not HTML: encode it where you render it, or take
    /// <see cref="HtmlMessage"/>.
    /// </summary>
    public string Message { get; }

    /// <summary>Gets the message, encoded for HTML text and attribute values.</summary>
    public string HtmlMessage => WebUtility.HtmlEncode(Message);

    /// <summary>Gets the status of the response, or <see langword="null"/> when none came.</summary>
    public HttpStatusCode? StatusCode { get; internal set; }

    /// <summary>Gets a value indicating whether the same request may succeed later.</summary>
    public bool IsRetryable { get; internal set; }

    /// <summary>Gets how long to wait, as the provider says it, or <see langword="null"/> when it does not.</summary>
    public TimeSpan? RetryAfter { get; internal set; }

    /// <summary>
    /// Gets a value indicating whether the provider said for certain that the grant is no longer good, so that the user has to connect again.
    /// </summary>
    /// <remarks>
    /// <see langword="false"/> whenever the outcome is not certain. Even when <see langword="true"/>, read the stored tokens once more
    /// before you give a connection up: another process may have refreshed them a moment earlier, see <see cref="OAuthTokens.IsSupersededBy"/>.
    /// </remarks>
    public bool RequiresReauthorization { get; internal set; }

    /// <summary>Gets the provider's id of the request, for its support, or <see langword="null"/>.</summary>
    public string? CorrelationId { get; internal set; }

    /// <summary>
    /// Gets the page about the error that the provider names (RFC 6749, section 5.2), or <see langword="null"/>. Only absolute https addresses
    /// are kept. Do not link to it unasked.
    /// </summary>
    public Uri? ErrorUri { get; internal set; }

    /// <summary>
    /// Gets the exception behind a failure of transport, or <see langword="null"/>. Its text may name the request's URL: log it with care.
    /// </summary>
    public Exception? Exception { get; internal set; }

    /// <summary>Makes the exception for callers that throw.</summary>
    public OAuthFailureException ToException() => new(this);

    /// <summary>Returns the message.</summary>
    public override string ToString() => Message;
}
