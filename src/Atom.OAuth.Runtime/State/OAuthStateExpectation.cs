namespace Atom.OAuth;

/// <summary>What the callback knows from other sources than the state, and the <c>state</c> has to match.</summary>
/// <remarks>
/// The browser cannot be left out by accident: a signature alone does not protect against an attacker who starts a flow
/// and makes the victim finish it (draft-ietf-oauth-security-topics-update, cross-user session fixation).
/// </remarks>
public sealed class OAuthStateExpectation
{
    private OAuthStateExpectation(string provider) => Provider = Required(provider, nameof(provider));

    /// <summary>Gets the provider whose callback this is.</summary>
    public string Provider { get; }

    internal string? UserId { get; private init; }

    internal string? TenantId { get; private init; }

    internal string? BrowserBinding { get; private init; }

    /// <summary>Gets the code that came with the state; <see langword="null"/> if there was none or the caller did not say.</summary>
    internal string? Code { get; private init; }

    /// <summary>Gets a value indicating whether the caller said which code, if any, came with the state.</summary>
    internal bool HasCode { get; private init; }

    internal bool HasUser { get; private init; }

    internal bool HasTenant { get; private init; }

    /// <summary>
    /// Gets a value indicating whether the state must be bound to a browser secret; otherwise it is bound to the signed-in user only.
    /// </summary>
    internal bool HasBrowser { get; private init; }

    /// <summary>For callbacks that know the signed-in user, with a state that is bound to a browser secret.</summary>
    /// <param name="provider">The id or name of this callback's provider. Take it from the route, never from the state.</param>
    /// <param name="userId">The currently signed-in user.</param>
    /// <param name="tenantId">The current tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="browserBinding">The cookie's value as received; <see langword="null"/> if it is missing, which results in
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
    /// For callbacks that know the signed-in user, with a state without a browser secret: the user's session is the binding.
    /// </summary>
    /// <param name="provider">The id or name of this callback's provider. Take it from the route, never from the state.</param>
    /// <param name="userId">The currently signed-in user.</param>
    /// <param name="tenantId">The current tenant; <see langword="null"/> in an application without tenants.</param>
    /// <returns>The expectation. A state with a browser secret does not match it.</returns>
    /// <exception cref="ArgumentException"><paramref name="provider"/> or <paramref name="userId"/> is empty.</exception>
    public static OAuthStateExpectation ForUserSession(string provider, string userId, string? tenantId)
        => new(provider) { HasUser = true, UserId = User(userId), HasTenant = true, TenantId = Tenant(tenantId) };

    /// <summary>
    /// For callbacks that know the signed-in user but not the tenant, with a state without a browser
    /// secret: the user's session is the binding, and the tenant is taken from the state.
    /// </summary>
    /// <param name="provider">The id or name of this callback's provider. Take it from the route, never from the state.</param>
    /// <param name="userId">The currently signed-in user.</param>
    /// <returns>The expectation. A state with a browser secret does not match it.</returns>
    /// <exception cref="ArgumentException"><paramref name="provider"/> or <paramref name="userId"/> is empty.</exception>
    public static OAuthStateExpectation ForUserSession(string provider, string userId)
        => new(provider) { HasUser = true, UserId = User(userId) };

    /// <summary>For callbacks that know the tenant, for example from the host name, but no signed-in user, who is taken from the state.</summary>
    /// <param name="provider">The id or name of this callback's provider. Take it from the route, never from the state.</param>
    /// <param name="tenantId">The callback's tenant.</param>
    /// <param name="browserBinding">The cookie's value as received; <see langword="null"/> if it is missing, which results in
    /// <see cref="OAuthStateOutcome.WrongBrowser"/>.</param>
    /// <returns>The expectation.</returns>
    /// <exception cref="ArgumentException"><paramref name="provider"/> or <paramref name="tenantId"/> is empty.</exception>
    public static OAuthStateExpectation ForTenant(string provider, string tenantId, string? browserBinding)
        => new(provider) { HasTenant = true, TenantId = Required(tenantId, nameof(tenantId)), HasBrowser = true, BrowserBinding = browserBinding };

    /// <summary>
    /// For callbacks that know neither user nor tenant: both are taken from the state, and only the cookie binds them to the browser.
    /// </summary>
    /// <param name="provider">The id or name of this callback's provider. Take it from the route, never from the state.</param>
    /// <param name="browserBinding">The cookie's value as received; <see langword="null"/> if it is missing, which results in
    /// <see cref="OAuthStateOutcome.WrongBrowser"/>.</param>
    /// <returns>The expectation.</returns>
    /// <exception cref="ArgumentException"><paramref name="provider"/> is empty.</exception>
    public static OAuthStateExpectation WithoutUser(string provider, string? browserBinding)
        => new(provider) { HasBrowser = true, BrowserBinding = browserBinding };

    /// <summary>
    /// Adds the code that came with the state, so that only the exchange of a code uses up the state. A callback without a
    /// code, such as a refused consent, is validated and does not use up the state; and after
    /// <see cref="IOAuthStateProtector.FailAsync"/> the state is valid for another code. Only a hash of the code is stored.
    /// </summary>
    /// <param name="code">The <c>code</c> parameter as received; <see langword="null"/> or empty if the callback has none.</param>
    /// <returns>The expectation with the code.</returns>
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
