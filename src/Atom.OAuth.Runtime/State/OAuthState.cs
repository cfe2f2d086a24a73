namespace Atom.OAuth;

/// <summary>The contents of a valid <c>state</c>.</summary>
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

    /// <summary>Gets the user who started the flow; <see langword="null"/> if the state was created without one.</summary>
    public string? UserId { get; }

    /// <summary>Gets the tenant for which the flow was started; <see langword="null"/> if the state was created without one.</summary>
    public string? TenantId { get; }

    /// <summary>
    /// Gets the path within the application to redirect to. It is safe according to <see cref="OAuthRedirectPath"/>, and ASCII as the
    /// <c>Location</c> header requires: see <see cref="OAuthRedirectPath.Encode"/>.
    /// </summary>
    public string RedirectPath { get; }

    /// <summary>
    /// Gets a value indicating whether the path in the state is no longer allowed, so that <see cref="RedirectPath"/> is the default path.
    /// </summary>
    public bool IsRedirectPathReplaced { get; internal init; }

    /// <summary>
    /// Gets the PKCE code verifier (RFC 7636 4.1) for the token request; <see langword="null"/> if the state was created without one.
    /// </summary>
    public string? CodeVerifier { get; internal init; }

    /// <summary>
    /// Gets <see cref="OAuthStateRequest.Data"/> exactly as the application passed it; <see langword="null"/> if the state was created
    /// without it.
    /// </summary>
    public string? Data { get; internal init; }

    /// <summary>Gets when the state was created, in UTC.</summary>
    public DateTimeOffset IssuedAt { get; internal init; }

    /// <summary>Gets when the state expires, in UTC.</summary>
    public DateTimeOffset ExpiresAt { get; internal init; }
}
