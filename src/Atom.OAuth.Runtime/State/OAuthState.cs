namespace Atom.OAuth;

/// <summary>What a valid <c>state</c> carries.</summary>
public sealed class OAuthState
{
    internal OAuthState(string provider, string? userId, string? tenantId, string redirectPath)
    {
        Provider = provider;
        UserId = userId;
        TenantId = tenantId;
        RedirectPath = redirectPath;
    }

    /// <summary>Gets the provider's id, for example <c>slack</c>.</summary>
    public string Provider { get; }

    /// <summary>Gets the user who started; <see langword="null"/> when the state was made without one.</summary>
    public string? UserId { get; }

    /// <summary>Gets the tenant for which the user started; <see langword="null"/> when the state was made without one.</summary>
    public string? TenantId { get; }

    /// <summary>
    /// Gets the path within the application to which the browser goes next. It is safe by <see cref="OAuthRedirectPath"/>, and ASCII as the
    /// header <c>Location</c> demands: see <see cref="OAuthRedirectPath.Encode"/>.
    /// </summary>
    public string RedirectPath { get; }

    /// <summary>
    /// Gets a value indicating whether the state's own path is no longer allowed, so that <see cref="RedirectPath"/> is the default.
    /// </summary>
    public bool IsRedirectPathReplaced { get; internal init; }

    /// <summary>
    /// Gets the PKCE code verifier (RFC 7636 4.1) for the token request; <see langword="null"/> when the state was made without one.
    /// </summary>
    public string? CodeVerifier { get; internal init; }

    /// <summary>Gets when the state was made, in UTC.</summary>
    public DateTimeOffset IssuedAt { get; internal init; }

    /// <summary>Gets when the state's lifetime is over, in UTC.</summary>
    public DateTimeOffset ExpiresAt { get; internal init; }
}
