namespace Atom.OAuth;

/// <summary>A shorthand for creating a state.</summary>
public static class OAuthStateProtectorExtensions
{
    /// <summary>
    /// Creates a state that is bound to the signed-in user only, for a callback that knows the signed-in user
    /// (<see cref="OAuthStateExpectation.ForUserSession(string, string, string?)"/>). If it does not, use
    /// <see cref="IOAuthStateProtector.BuildWithCookieAsync"/>.
    /// </summary>
    /// <param name="protector">The protector.</param>
    /// <param name="provider">The provider's id or name, for example <c>slack</c>.</param>
    /// <param name="userId">The signed-in user.</param>
    /// <param name="tenantId">The user's tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="redirectPath">The path to redirect to after the callback; <see langword="null"/> for
    /// <see cref="OAuthStateOptions.DefaultRedirectPath"/>, which is <c>/</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The state, in base64url.</returns>
    /// <exception cref="ArgumentException">As for <see cref="IOAuthStateProtector.BuildAsync"/>.</exception>
    /// <exception cref="InvalidOperationException">As for <see cref="IOAuthStateProtector.BuildAsync"/>.</exception>
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
