namespace Atom.OAuth;

/// <summary>The short way to make a state.</summary>
public static class OAuthStateProtectorExtensions
{
    /// <summary>
    /// Makes a state that is bound to the signed-in user alone, for a callback that knows who is signed in
    /// (<see cref="OAuthStateExpectation.ForUserSession(string, string, string?)"/>). Where it does not, use
    /// <see cref="IOAuthStateProtector.BuildWithCookieAsync"/>.
    /// </summary>
    /// <param name="protector">The protector.</param>
    /// <param name="provider">The provider's id or name, for example <c>slack</c>.</param>
    /// <param name="userId">The signed-in user.</param>
    /// <param name="tenantId">The user's tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="redirectPath">Where the browser goes after the callback; <see langword="null"/> for
    /// <see cref="OAuthStateOptions.DefaultRedirectPath"/>, which is <c>/</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The state, in base64url.</returns>
    /// <exception cref="ArgumentException">As <see cref="IOAuthStateProtector.BuildAsync"/>.</exception>
    /// <exception cref="InvalidOperationException">As <see cref="IOAuthStateProtector.BuildAsync"/>.</exception>
    public static ValueTask<string> BuildAsync(
        this IOAuthStateProtector protector,
        string provider,
        string userId,
        string? tenantId,
        string? redirectPath = null,
        CancellationToken cancellationToken = default)
        => (protector ?? throw new ArgumentNullException(nameof(protector))).BuildAsync(
            new OAuthStateRequest(provider, userId, tenantId, redirectPath), cancellationToken);
}
