namespace Atom.OAuth;

/// <summary>
/// Creates and validates the <c>state</c> of an authorization request: <c>build_oauth_state</c> and <c>parse_oauth_state</c> of the template.
/// A state is encrypted, bound to provider, user, tenant and browser, expires, and can be used for one callback only.
/// </summary>
/// <remarks>
/// By the time of the callback the provider may have acted and cannot be asked again. From <see cref="ParseAsync"/> on, do not pass
/// <c>HttpContext.RequestAborted</c>: a browser that calls twice aborts the first request, and gets its outcome with the second.
/// </remarks>
/// <example>
/// At the endpoint that sends the browser to the provider:
/// <code>
/// (string state, OAuthStateCookie cookie) = await states.BuildWithCookieAsync(new OAuthStateRequest("slack", userId, tenantId,
/// "/integrations"), cancellationToken);
/// Response.Headers.Append("Set-Cookie", cookie.ToHeaderValues(Request.Headers.Cookie));
/// </code>
/// At the callback, before the token request:
/// <code>
/// string? binding = Request.Cookies[states.GetCookieName(state)];
/// OAuthStateResult result = await states.ParseAsync(state, OAuthStateExpectation.ForUser("slack", userId, tenantId, binding).WithCode(code));
/// if (!result.TryGetState(out OAuthState? oauthState))
/// {
///     return result.PriorOutcome is { } location ? LocalRedirect(location) : BadRequest(result.Error);
/// }
/// // … exchange the code, save the connection; if that comes to nothing, FailAsync …
/// await states.CompleteAsync(result, oauthState.RedirectPath);
/// return LocalRedirect(oauthState.RedirectPath);
/// </code>
/// </example>
public interface IOAuthStateProtector
{
    /// <summary>Creates a state.</summary>
    /// <param name="request">What the state contains.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The state, in base64url: it needs no further encoding in a URL.</returns>
    /// <exception cref="ArgumentException">A value is missing, too long or malformed, or the redirect path is unsafe
    /// (<see cref="OAuthRedirectPath"/>) or not allowed by <see cref="OAuthStateOptions"/>.</exception>
    /// <exception cref="InvalidOperationException">The provider returns fewer than 43 characters, so that not even a reference fits.</exception>
    /// <exception cref="TimeoutException">The state is stored by reference, and the store did not respond within
    /// <see cref="OAuthStateOptions.StoreTimeout"/>.</exception>
    ValueTask<string> BuildAsync(OAuthStateRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Creates a state and the cookie that binds it to this browser. Each flow has its own cookie, so that several tabs do not interfere with
    /// each other.
    /// </summary>
    /// <param name="request">What the state contains, without <see cref="OAuthStateRequest.BrowserBinding"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The state, and the cookie to send with the redirect to the provider.</returns>
    /// <exception cref="ArgumentException">As for <see cref="BuildAsync"/>, or the request already has a binding.</exception>
    /// <exception cref="InvalidOperationException">As for <see cref="BuildAsync"/>.</exception>
    ValueTask<(string State, OAuthStateCookie Cookie)> BuildWithCookieAsync(OAuthStateRequest request, CancellationToken cancellationToken = default);

    /// <summary>Gets the name of the cookie that <see cref="BuildWithCookieAsync"/> created for a state.</summary>
    /// <param name="state">The <c>state</c> parameter as received; it may be anything.</param>
    /// <returns>The cookie's name.</returns>
    string GetCookieName(string? state);

    /// <summary>
    /// Validates a state and marks it as used; do this before the token request (RFC 9700 4.7.1). A state at the wrong callback or in the
    /// wrong browser is not marked as used, so that someone who got hold of it cannot invalidate it for its owner. With
    /// <see cref="OAuthStateExpectation.WithCode"/>, a state without a code is not marked as used either.
    /// </summary>
    /// <param name="state">The <c>state</c> parameter as received. Invalid values do not throw.</param>
    /// <param name="expected">What the callback knows from other sources than the state.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="expected"/> is <see langword="null"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    ValueTask<OAuthStateResult> ParseAsync(string? state, OAuthStateExpectation expected, CancellationToken cancellationToken = default);

    /// <summary>
    /// Records that the callback connected the account and how it was answered, so that duplicates get the same answer: browsers reload,
    /// and some providers call twice. The state cannot be used again.
    /// </summary>
    /// <param name="result">The valid result of <see cref="ParseAsync"/>.</param>
    /// <param name="outcome">
    /// The value of <see cref="OAuthStateResult.PriorOutcome"/> for duplicates, for example the redirect path. It is stored encrypted, and cut to
    /// 4096 bytes of UTF-8 without splitting a character.
    /// </param>
    /// <param name="cancellationToken">Cancels the call. Omit it: the account is already connected.</param>
    /// <returns><see langword="false"/> if the store did not save it. This is logged, and affects only the answer to duplicates.</returns>
    /// <exception cref="ArgumentException"><paramref name="result"/> is not valid.</exception>
    ValueTask<bool> CompleteAsync(OAuthStateResult result, string outcome, CancellationToken cancellationToken = default);

    /// <summary>
    /// Records that the callback failed and how it was answered: the consent was refused, or the code could not be exchanged. Duplicates get
    /// the same answer, but another code with the same state is accepted, because the user may go back and try again
    /// (<see cref="OAuthStateExpectation.WithCode"/>).
    /// </summary>
    /// <param name="result">The valid result of <see cref="ParseAsync"/>.</param>
    /// <param name="outcome">As for <see cref="CompleteAsync"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>As for <see cref="CompleteAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="result"/> is not valid.</exception>
    ValueTask<bool> FailAsync(OAuthStateResult result, string outcome, CancellationToken cancellationToken = default);
}
