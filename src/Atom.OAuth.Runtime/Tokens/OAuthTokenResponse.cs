using System.Diagnostics.CodeAnalysis;
using Atom.OAuth.Diagnostics;
using Atom.OAuth.Tokens;

namespace Atom.OAuth;

/// <summary>What a token endpoint answered: tokens, or a failure. Never both, never neither.</summary>
/// <remarks>
/// <para>
/// Reading never throws for what a provider sends. The tokens cannot be reached without looking at the outcome, and a failure
/// has none: there is nothing that could be stored over tokens that may still be good.
/// </para>
/// <para>
/// The body decides what it is, not its label: JSON is read under any content type, for a refresh token that was rotated is
/// lost when a valid answer is rejected. A form is read, too.
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

    /// <summary>Gets a value indicating whether tokens came.</summary>
    [MemberNotNullWhen(true, nameof(Tokens))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsSuccess => Tokens is not null;

    /// <summary>
    /// Gets the tokens, or <see langword="null"/> on failure. After a refresh they are complete: what the response left out is taken from the
    /// tokens before.
    /// </summary>
    public OAuthTokens? Tokens { get; }

    /// <summary>Gets the failure, or <see langword="null"/> on success.</summary>
    public OAuthFailure? Failure { get; }

    /// <summary>Reads the answer to an authorization code or client credentials request (RFC 6749, sections 4.1.4 and 4.4.3).</summary>
    /// <param name="response">The response. It is not disposed; a streamed body is used up.</param>
    /// <param name="provider">The provider's id or name, for example <c>Slack</c>. One that the catalogue does not have is read like any
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

    /// <summary>Reads the answer to an authorization code or client credentials request, by a clock of your own.</summary>
    /// <param name="response">The response. It is not disposed; a streamed body is used up.</param>
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

    /// <summary>Reads the answer to a refresh (RFC 6749, section 6). A refresh token that the answer leaves out is kept.</summary>
    /// <param name="response">The response. It is not disposed; a streamed body is used up.</param>
    /// <param name="provider">The provider's id or name, for example <c>Slack</c>.</param>
    /// <param name="current">
    /// The tokens of the connection. Where it has a user's beside the app's (<see cref="OAuthTokens.User"/>), an answer whose type is
    /// <c>user</c> renews the user's and leaves the app's as they are.
    /// </param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>On success all there is to store. On failure nothing is to be stored and nothing to be deleted: see
    /// <see cref="OAuthFailure.RequiresReauthorization"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="response"/> or <paramref name="current"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="provider"/> is <see langword="null"/> or blank.</exception>
    /// <exception cref="InvalidOperationException">The content was already read as a stream.</exception>
    /// <exception cref="ObjectDisposedException">The response was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ValueTask<OAuthTokenResponse> ReadRefreshAsync(
        HttpResponseMessage response, string provider, OAuthTokens current, CancellationToken cancellationToken = default)
        => ReadRefreshAsync(response, provider, current, TimeProvider.System, cancellationToken);

    /// <summary>Reads the answer to a refresh, by a clock of your own.</summary>
    /// <param name="response">The response. It is not disposed; a streamed body is used up.</param>
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

    /// <summary>Sends a token request and reads its answer; a connection that fails or takes too long is a failure, too.</summary>
    /// <remarks>
    /// <para>
    /// The body is read as it comes and never further than it can be an answer (1 MiB); <see cref="HttpClient.Timeout"/> bounds all of it.
    /// No failure shows a secret of the request, in any form.
    /// </para>
    /// <para>
    /// An answer that comes from another server than the request was sent to is a failure, <c>redirected</c>: by then the client has sent
    /// code and secret there. Keep it from doing so: <c>new SocketsHttpHandler { AllowAutoRedirect = false }</c>.
    /// </para>
    /// </remarks>
    /// <param name="client">The client.</param>
    /// <param name="request">The request. It is not disposed.</param>
    /// <param name="provider">The provider's id or name, for example <c>Slack</c>.</param>
    /// <param name="current">The tokens that are refreshed, or <see langword="null"/> for any other grant.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> means the system's.</param>
    /// <param name="secrets">Secrets that the provider may repeat and that the request does not show, for example those that a handler adds.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> or <paramref name="request"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="provider"/> is <see langword="null"/> or blank.</exception>
    /// <exception cref="InvalidOperationException">The request was already sent, or has no absolute address.</exception>
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

    /// <summary>Gives the tokens or the failure, whichever came.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="failure">The failure.</param>
    /// <returns>Whether tokens came.</returns>
    public bool TryGetTokens([NotNullWhen(true)] out OAuthTokens? tokens, [NotNullWhen(false)] out OAuthFailure? failure)
    {
        tokens = Tokens;
        failure = Failure;
        return tokens is not null;
    }

    /// <summary>Gives the tokens, for callers that handle failures as exceptions.</summary>
    /// <exception cref="OAuthFailureException">No tokens came.</exception>
    public OAuthTokens GetTokensOrThrow() => Tokens ?? throw Failure!.ToException();

    /// <summary>Says what came, and shows no token.</summary>
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
