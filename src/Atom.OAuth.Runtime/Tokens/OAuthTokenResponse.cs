using System.Diagnostics.CodeAnalysis;
using Atom.OAuth.Diagnostics;
using Atom.OAuth.Tokens;

namespace Atom.OAuth;

/// <summary>The response of a token endpoint: either tokens or a failure.</summary>
/// <remarks>
/// <para>
/// Reading never throws because of what a provider sent. The tokens are accessible only after checking the outcome, and a failure
/// has none, so valid stored tokens cannot be overwritten by accident.
/// </para>
/// <para>
/// The body decides, not the content type: JSON is read under any content type, because rejecting a valid response loses
/// a rotated refresh token. Form-encoded responses are read as well.
/// </para>
/// </remarks>
[SuppressMessage("ApiDesign", "RS0027", Justification = "The overloads differ in the clock, which tests give and applications do not.")]
public sealed class OAuthTokenResponse
{
    private OAuthTokenResponse(OAuthTokens? tokens, OAuthFailure? failure)
    {
        Tokens = tokens;
        Failure = failure;
    }

    /// <summary>Gets a value indicating whether the response has tokens.</summary>
    [MemberNotNullWhen(true, nameof(Tokens))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsSuccess => Tokens is not null;

    /// <summary>
    /// Gets the tokens, or <see langword="null"/> on failure. After a refresh they are complete: what the response omits is taken from the
    /// previous tokens.
    /// </summary>
    public OAuthTokens? Tokens { get; }

    /// <summary>Gets the failure, or <see langword="null"/> on success.</summary>
    public OAuthFailure? Failure { get; }

    /// <summary>Reads the response to an authorization code or client credentials request (RFC 6749, sections 4.1.4 and 4.4.3).</summary>
    /// <param name="response">The response. It is not disposed; a streamed body is consumed.</param>
    /// <param name="provider">The provider's id or name, for example <c>Slack</c>. Providers that are not in the catalogue work like any
    /// other.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentNullException"><paramref name="response"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="provider"/> is <see langword="null"/> or blank.</exception>
    /// <exception cref="InvalidOperationException">The content was already read as a stream.</exception>
    /// <exception cref="ObjectDisposedException">The response was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ValueTask<OAuthTokenResponse> ReadAsync(
        HttpResponseMessage response, string provider, CancellationToken cancellationToken = default)
        => ReadAsync(response, provider, TimeProvider.System, cancellationToken);

    /// <summary>Reads the response to an authorization code or client credentials request, with a given clock.</summary>
    /// <param name="response">The response. It is not disposed; a streamed body is consumed.</param>
    /// <param name="provider">The provider's id or name, for example <c>Slack</c>.</param>
    /// <param name="timeProvider">The clock for <see cref="OAuthTokens.ExpiresAt"/> and <see cref="OAuthFailure.RetryAfter"/>.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <inheritdoc cref="ReadAsync(HttpResponseMessage, string, CancellationToken)" path="/exception"/>
    public static ValueTask<OAuthTokenResponse> ReadAsync(
        HttpResponseMessage response, string provider, TimeProvider timeProvider, CancellationToken cancellationToken)
        => TokenResponseReader.ReadAsync(
            response ?? throw new ArgumentNullException(nameof(response)),
            new ReadContext(provider, timeProvider),
            cancellationToken);

    /// <summary>Reads the response to a refresh (RFC 6749, section 6). If it has no refresh token, the current one is kept.</summary>
    /// <param name="response">The response. It is not disposed; a streamed body is consumed.</param>
    /// <param name="provider">The provider's id or name, for example <c>Slack</c>.</param>
    /// <param name="current">
    /// The connection's tokens. If they include a user's tokens besides the app's (<see cref="OAuthTokens.User"/>), a response of type
    /// <c>user</c> renews the user's and leaves the app's unchanged.
    /// </param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>On success, everything to store. On failure, store and delete nothing: see
    /// <see cref="OAuthFailure.RequiresReauthorization"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="response"/> or <paramref name="current"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="provider"/> is <see langword="null"/> or blank.</exception>
    /// <exception cref="InvalidOperationException">The content was already read as a stream.</exception>
    /// <exception cref="ObjectDisposedException">The response was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ValueTask<OAuthTokenResponse> ReadRefreshAsync(
        HttpResponseMessage response, string provider, OAuthTokens current, CancellationToken cancellationToken = default)
        => ReadRefreshAsync(response, provider, current, TimeProvider.System, cancellationToken);

    /// <summary>Reads the response to a refresh, with a given clock.</summary>
    /// <param name="response">The response. It is not disposed; a streamed body is consumed.</param>
    /// <param name="provider">The provider's id or name, for example <c>Slack</c>.</param>
    /// <param name="current">The tokens that were refreshed.</param>
    /// <param name="timeProvider">The clock for <see cref="OAuthTokens.ExpiresAt"/> and <see cref="OAuthFailure.RetryAfter"/>.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <inheritdoc cref="ReadRefreshAsync(HttpResponseMessage, string, OAuthTokens, CancellationToken)" path="/returns|/exception"/>
    public static ValueTask<OAuthTokenResponse> ReadRefreshAsync(
        HttpResponseMessage response,
        string provider,
        OAuthTokens current,
        TimeProvider timeProvider,
        CancellationToken cancellationToken)
        => TokenResponseReader.ReadAsync(
            response ?? throw new ArgumentNullException(nameof(response)),
            new ReadContext(provider, timeProvider) { Current = current ?? throw new ArgumentNullException(nameof(current)) },
            cancellationToken);

    /// <summary>Sends a token request and reads the response; connection errors and timeouts are reported as failures, too.</summary>
    /// <remarks>
    /// <para>
    /// The body is streamed, up to the maximum size of a response (1 MiB); <see cref="HttpClient.Timeout"/> applies to the whole operation.
    /// No failure contains a secret of the request in any form.
    /// </para>
    /// <para>
    /// A response from another server than the one the request was sent to is the failure <c>redirected</c>: by then the client has sent
    /// code and secret there. Prevent it with <c>new SocketsHttpHandler { AllowAutoRedirect = false }</c>.
    /// </para>
    /// </remarks>
    /// <param name="client">The client.</param>
    /// <param name="request">The request. It is not disposed.</param>
    /// <param name="provider">The provider's id or name, for example <c>Slack</c>.</param>
    /// <param name="current">The tokens being refreshed, or <see langword="null"/> for any other grant.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system clock.</param>
    /// <param name="secrets">Secrets that the provider may echo but the request does not contain, for example those that a handler adds.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> or <paramref name="request"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="provider"/> is <see langword="null"/> or blank.</exception>
    /// <exception cref="InvalidOperationException">The request was already sent, or has no absolute URI.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static Task<OAuthTokenResponse> SendAsync(
        HttpMessageInvoker client,
        HttpRequestMessage request,
        string provider,
        OAuthTokens? current = null,
        TimeProvider? timeProvider = null,
        OAuthSecrets? secrets = null,
        CancellationToken cancellationToken = default)
        => TokenResponseReader.SendAsync(
            client ?? throw new ArgumentNullException(nameof(client)),
            request ?? throw new ArgumentNullException(nameof(request)),
            new ReadContext(provider, timeProvider ?? TimeProvider.System) { Current = current, Secrets = secrets, Sent = new SentRequest(request) },
            cancellationToken);

    /// <summary>Gets the tokens or the failure.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="failure">The failure.</param>
    /// <returns><see langword="true"/> if there are tokens.</returns>
    public bool TryGetTokens([NotNullWhen(true)] out OAuthTokens? tokens, [NotNullWhen(false)] out OAuthFailure? failure)
    {
        tokens = Tokens;
        failure = Failure;
        return tokens is not null;
    }

    /// <summary>Gets the tokens, for callers that handle failures as exceptions.</summary>
    /// <exception cref="OAuthFailureException">There are no tokens.</exception>
    public OAuthTokens GetTokensOrThrow() => Tokens ?? throw Failure!.ToException();

    /// <summary>Returns a description of the response, without tokens.</summary>
    public override string ToString() => Tokens?.ToString() ?? Failure!.Message;

    internal static OAuthTokenResponse Of(in ReadContext context, OAuthTokens tokens)
    {
        Telemetry.CountTokenResponse(context, failure: null);
        return new(tokens, null);
    }

    internal static OAuthTokenResponse Of(in ReadContext context, OAuthFailure failure)
    {
        Telemetry.CountTokenResponse(context, failure);
        return new(null, failure);
    }
}
