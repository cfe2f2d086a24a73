namespace Atom.OAuth;

/// <summary>
/// Makes and checks the <c>state</c> of an authorization request: what the template calls <c>build_oauth_state</c> and
/// <c>parse_oauth_state</c>. A state is encrypted, bound to provider, user, tenant and browser, expires, and is good for one callback.
/// </summary>
/// <remarks>
/// The provider may have acted, and cannot be asked again: from <see cref="ParseAsync"/> on, tie nothing at the callback to the browser's
/// request (<c>HttpContext.RequestAborted</c>). A browser that calls twice drops the first call, and gets the outcome with the second.
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
    /// <summary>Makes a state.</summary>
    /// <param name="request">What it is to carry.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The state, in base64url: it needs no further encoding in a URL.</returns>
    /// <exception cref="ArgumentException">A value is missing, too long or malformed, or the redirect path is not safe by
    /// <see cref="OAuthRedirectPath"/> or not allowed by <see cref="OAuthStateOptions"/>.</exception>
    /// <exception cref="InvalidOperationException">The provider gives back less than 43 characters, so that not even a reference fits.</exception>
    /// <exception cref="TimeoutException">The store, where this state goes, did not answer within
    /// <see cref="OAuthStateOptions.StoreTimeout"/>.</exception>
    ValueTask<string> BuildAsync(OAuthStateRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes a state and the cookie that binds it to this browser. Each flow has a cookie of its own, so that several tabs do not get in each
    /// other's way.
    /// </summary>
    /// <param name="request">What the state is to carry, without <see cref="OAuthStateRequest.BrowserBinding"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The state, and the cookie to send with the redirect to the provider.</returns>
    /// <exception cref="ArgumentException">As <see cref="BuildAsync"/>; or the request has a binding already.</exception>
    /// <exception cref="InvalidOperationException">As <see cref="BuildAsync"/>.</exception>
    ValueTask<(string State, OAuthStateCookie Cookie)> BuildWithCookieAsync(OAuthStateRequest request, CancellationToken cancellationToken = default);

    /// <summary>Gets the name of the cookie that <see cref="BuildWithCookieAsync"/> made for a state.</summary>
    /// <param name="state">The parameter <c>state</c> as it came; it may be anything.</param>
    /// <returns>The name.</returns>
    string GetCookieName(string? state);

    /// <summary>
    /// Checks a state and uses it up, which belongs before the token request (RFC 9700 4.7.1). A state at the wrong callback or in the
    /// wrong browser is not used up: whoever got hold of it cannot take it from the one it belongs to. With
    /// <see cref="OAuthStateExpectation.WithCode"/>, neither is one that came without a code.
    /// </summary>
    /// <param name="state">The parameter <c>state</c> as it came. Whatever it is, it makes no exception.</param>
    /// <param name="expected">What the callback knows by itself.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="expected"/> is <see langword="null"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    ValueTask<OAuthStateResult> ParseAsync(string? state, OAuthStateExpectation expected, CancellationToken cancellationToken = default);

    /// <summary>
    /// Records that a callback connected the account, and how it was answered, so that a duplicate of it gets the same: browsers reload,
    /// and some providers call twice. The state is spent.
    /// </summary>
    /// <param name="result">The valid answer of <see cref="ParseAsync"/>.</param>
    /// <param name="outcome">
    /// What <see cref="OAuthStateResult.PriorOutcome"/> is to be, for example the path of the redirect. Beyond 4096 bytes of UTF-8 it is cut,
    /// at the end of a character. It is stored encrypted.
    /// </param>
    /// <param name="cancellationToken">Cancels the call. Leave it out: the account is connected.</param>
    /// <returns><see langword="false"/> when the store did not take it, which is logged and harms nothing but a duplicate's answer.</returns>
    /// <exception cref="ArgumentException"><paramref name="result"/> is not valid.</exception>
    ValueTask<bool> CompleteAsync(OAuthStateResult result, string outcome, CancellationToken cancellationToken = default);

    /// <summary>
    /// Records that a callback came to nothing, and how it was answered: the consent was refused, or the code could not be exchanged. A
    /// duplicate gets the same; another code with the same state is let in, for the user may go back and try again
    /// (<see cref="OAuthStateExpectation.WithCode"/>).
    /// </summary>
    /// <param name="result">The valid answer of <see cref="ParseAsync"/>.</param>
    /// <param name="outcome">As for <see cref="CompleteAsync"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>As <see cref="CompleteAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="result"/> is not valid.</exception>
    ValueTask<bool> FailAsync(OAuthStateResult result, string outcome, CancellationToken cancellationToken = default);
}
