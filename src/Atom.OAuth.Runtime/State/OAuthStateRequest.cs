namespace Atom.OAuth;

/// <summary>The contents of a new <c>state</c>.</summary>
public sealed class OAuthStateRequest
{
    /// <summary>Initializes a new instance of the <see cref="OAuthStateRequest"/> class.</summary>
    /// <param name="provider">The provider's id or name, for example <c>slack</c>. It need not be in <see cref="OAuthProviders"/>.</param>
    /// <param name="userId">The signed-in user; <see langword="null"/> if nobody is signed in yet, which requires a
    /// <see cref="BrowserBinding"/>.</param>
    /// <param name="tenantId">The user's tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="redirectPath">The path to redirect to after the callback; <see langword="null"/> for
    /// <see cref="OAuthStateOptions.DefaultRedirectPath"/>.</param>
    public OAuthStateRequest(string provider, string? userId, string? tenantId, string? redirectPath = null)
    {
        Provider = provider;
        UserId = userId;
        TenantId = tenantId;
        RedirectPath = redirectPath;
    }

    /// <summary>Gets the provider's id or name.</summary>
    public string Provider { get; }

    /// <summary>Gets the signed-in user.</summary>
    public string? UserId { get; }

    /// <summary>Gets the user's tenant.</summary>
    public string? TenantId { get; }

    /// <summary>Gets the path to redirect to after the callback.</summary>
    public string? RedirectPath { get; }

    /// <summary>
    /// Gets a secret of 16 to 1024 characters that only this browser has: that of <see cref="OAuthStateCookie"/>, or the id of the
    /// browser's session. <see langword="null"/> binds the state to the signed-in user only.
    /// </summary>
    public string? BrowserBinding { get; init; }

    /// <summary>
    /// Gets the PKCE code verifier (RFC 7636 4.1) that the callback needs. It is never sent to the browser: the state becomes a
    /// reference, and the verifier is stored encrypted in the <see cref="IOAuthStateStore"/>.
    /// </summary>
    public string? CodeVerifier { get; init; }

    /// <summary>
    /// Gets a value of the application that the callback needs, for example the id of the room that is being connected: up to 2048 bytes of
    /// UTF-8, well-formed, but otherwise any text; <see langword="null"/> for none. It is encrypted like the rest of the state. If it makes the
    /// state too long for the provider, the state becomes a reference (<see cref="OAuthStateOptions.MaxStateLength"/>).
    /// </summary>
    public string? Data { get; init; }
}
