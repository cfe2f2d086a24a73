namespace Atom.OAuth;

/// <summary>What the callback knows by itself, and what the <c>state</c> has to agree with.</summary>
/// <remarks>
/// There is no way to leave the browser out by accident: a signature alone does not help against an attacker who starts a flow
/// and has the victim finish it (draft-ietf-oauth-security-topics-update, cross-user session fixation).
/// </remarks>
public sealed class OAuthStateExpectation
{
    private OAuthStateExpectation(string provider) => Provider = Required(provider, nameof(provider));

    /// <summary>Gets the provider whose callback this is.</summary>
    public string Provider { get; }

    internal string? UserId { get; private init; }

    internal string? TenantId { get; private init; }

    internal string? BrowserBinding { get; private init; }

    /// <summary>Gets the code that came with the state; <see langword="null"/> where the callback had none, or did not say.</summary>
    internal string? Code { get; private init; }

    /// <summary>Gets a value indicating whether the callback said which code came with the state, if any.</summary>
    internal bool HasCode { get; private init; }

    internal bool HasUser { get; private init; }

    internal bool HasTenant { get; private init; }

    /// <summary>Gets a value indicating whether the state has to be bound to a browser's secret; otherwise to the signed-in user alone.</summary>
    internal bool HasBrowser { get; private init; }

    /// <summary>The callback knows the signed-in user, and the state was made with a browser's secret.</summary>
    /// <param name="provider">The id or name of the provider whose callback this is. Take it from the route, never from the state.</param>
    /// <param name="userId">The user who is signed in now.</param>
    /// <param name="tenantId">The tenant that is in use now; <see langword="null"/> in an application without tenants.</param>
    /// <param name="browserBinding">The cookie's value as it came; <see langword="null"/> when it is missing, which gives
    /// <see cref="OAuthStateOutcome.WrongBrowser"/>.</param>
    /// <returns>The expectation.</returns>
    /// <exception cref="ArgumentException"><paramref name="provider"/> or <paramref name="userId"/> is empty.</exception>
    public static OAuthStateExpectation ForUser(string provider, string userId, string? tenantId, string? browserBinding)
        => new(provider)
        {
            HasUser = true,
            UserId = User(userId),
            HasTenant = true,
            TenantId = Tenant(tenantId),
            HasBrowser = true,
            BrowserBinding = browserBinding,
        };

    /// <summary>
    /// The callback knows the signed-in user, and the state was made without a browser's secret: the user's own session is the binding.
    /// </summary>
    /// <param name="provider">The id or name of the provider whose callback this is. Take it from the route, never from the state.</param>
    /// <param name="userId">The user who is signed in now.</param>
    /// <param name="tenantId">The tenant that is in use now; <see langword="null"/> in an application without tenants.</param>
    /// <returns>The expectation. A state that was made with a browser's secret does not meet it.</returns>
    /// <exception cref="ArgumentException"><paramref name="provider"/> or <paramref name="userId"/> is empty.</exception>
    public static OAuthStateExpectation ForUserSession(string provider, string userId, string? tenantId)
        => new(provider) { HasUser = true, UserId = User(userId), HasTenant = true, TenantId = Tenant(tenantId) };

    /// <summary>
    /// The callback knows the signed-in user, but not which tenant the flow was started for, and the state was made without a browser's
    /// secret: the user's own session is the binding, and the tenant comes from the state.
    /// </summary>
    /// <param name="provider">The id or name of the provider whose callback this is. Take it from the route, never from the state.</param>
    /// <param name="userId">The user who is signed in now.</param>
    /// <returns>The expectation. A state that was made with a browser's secret does not meet it.</returns>
    /// <exception cref="ArgumentException"><paramref name="provider"/> or <paramref name="userId"/> is empty.</exception>
    public static OAuthStateExpectation ForUserSession(string provider, string userId)
        => new(provider) { HasUser = true, UserId = User(userId) };

    /// <summary>The callback knows the tenant, for example from its host name, but no signed-in user: the user comes from the state.</summary>
    /// <param name="provider">The id or name of the provider whose callback this is. Take it from the route, never from the state.</param>
    /// <param name="tenantId">The tenant whose callback this is.</param>
    /// <param name="browserBinding">The cookie's value as it came; <see langword="null"/> when it is missing, which gives
    /// <see cref="OAuthStateOutcome.WrongBrowser"/>.</param>
    /// <returns>The expectation.</returns>
    /// <exception cref="ArgumentException"><paramref name="provider"/> or <paramref name="tenantId"/> is empty.</exception>
    public static OAuthStateExpectation ForTenant(string provider, string tenantId, string? browserBinding)
        => new(provider) { HasTenant = true, TenantId = Required(tenantId, nameof(tenantId)), HasBrowser = true, BrowserBinding = browserBinding };

    /// <summary>The callback knows neither user nor tenant: both come from the state, and the cookie alone ties them to the browser.</summary>
    /// <param name="provider">The id or name of the provider whose callback this is. Take it from the route, never from the state.</param>
    /// <param name="browserBinding">The cookie's value as it came; <see langword="null"/> when it is missing, which gives
    /// <see cref="OAuthStateOutcome.WrongBrowser"/>.</param>
    /// <returns>The expectation.</returns>
    /// <exception cref="ArgumentException"><paramref name="provider"/> is empty.</exception>
    public static OAuthStateExpectation WithoutUser(string provider, string? browserBinding)
        => new(provider) { HasBrowser = true, BrowserBinding = browserBinding };

    /// <summary>
    /// Says which code came with the state, so that a state is used up by the exchange of a code and by nothing else. A callback without a
    /// code, such as a refused consent, is checked and leaves the state to the next one; and after
    /// <see cref="IOAuthStateProtector.FailAsync"/> the state is good for another code. Only a hash of the code is kept.
    /// </summary>
    /// <param name="code">The parameter <c>code</c> as it came; <see langword="null"/> or empty when the callback has none.</param>
    /// <returns>This expectation, with the code.</returns>
    public OAuthStateExpectation WithCode(string? code)
        => new(Provider)
        {
            HasUser = HasUser,
            UserId = UserId,
            HasTenant = HasTenant,
            TenantId = TenantId,
            HasBrowser = HasBrowser,
            BrowserBinding = BrowserBinding,
            HasCode = true,
            Code = string.IsNullOrEmpty(code) ? null : code,
        };

    private static string User(string userId)
        => string.IsNullOrEmpty(userId)
            ? throw new ArgumentException(
                $"The user id is empty. Where nobody is signed in, say so with {nameof(WithoutUser)} or {nameof(ForTenant)}.",
                nameof(userId))
            : userId;

    private static string? Tenant(string? tenantId)
        => tenantId is { Length: 0 }
            ? throw new ArgumentException("The tenant id is empty. In an application without tenants, pass null.", nameof(tenantId))
            : tenantId;

    private static string Required(string value, string name)
        => string.IsNullOrEmpty(value) ? throw new ArgumentException("The value is empty: the callback has to know it by itself.", name) : value;
}
