using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Atom.OAuth;

/// <summary>The settings that hold for all integrations.</summary>
public sealed class ConnectionsOptions : OAuthDatabaseOptions
{
    /// <summary>
    /// Gets or sets who is signed in; <see langword="null"/> when nobody is. By default the claim <see cref="ClaimTypes.NameIdentifier"/>, or
    /// <c>sub</c>.
    /// </summary>
    public Func<HttpContext, string?> UserId { get; set; } = static http
        => http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? http.User.FindFirstValue("sub");

    /// <summary>
    /// Gets or sets the tenant in use; <see langword="null"/> in an application without tenants. By default the claim <c>tenant_id</c>, or
    /// <c>tid</c> as Microsoft Entra writes it. A user in two tenants has connections of their own in each.
    /// </summary>
    public Func<HttpContext, string?> TenantId { get; set; } = static http
        => http.User.FindFirstValue("tenant_id")
            ?? http.User.FindFirstValue("tid")
            ?? http.User.FindFirstValue("http://schemas.microsoft.com/identity/claims/tenantid");

    /// <summary>
    /// Gets or sets the scheme and host under which browsers reach the application, for example <c>https://app.example</c>, for the redirect URI.
    /// By default those of the request; behind a proxy that needs <c>UseForwardedHeaders</c>.
    /// </summary>
    public string? PublicOrigin { get; set; }

    /// <summary>Gets or sets how long before its end an access token is refreshed: zero to 30 minutes, by default 2 minutes.</summary>
    public TimeSpan RefreshAhead { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Gets or sets how long a token is handed out without a look at the store, which another process may have changed: zero to 10 minutes, by
    /// default 30 seconds.
    /// </summary>
    public TimeSpan TokenCacheTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets or sets how long a token endpoint may take to answer: 1 second to 5 minutes, by default 30 seconds. The user's browser has no say in it.
    /// </summary>
    public TimeSpan TokenRequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets or sets how long the process that refreshes a connection keeps others from it: longer than <see cref="TokenRequestTimeout"/>, up to
    /// 15 minutes, by default 45 seconds. When that process dies, another takes over after this time.
    /// </summary>
    public TimeSpan RefreshLease { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>
    /// Gets or sets how long storing new tokens is tried again at once when the database fails, up to 5 minutes, by default 10 seconds. After it they
    /// wait in memory, and storing goes on.
    /// </summary>
    public TimeSpan StoreRetryTime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Gets or sets how often connections are looked for whose refresh token dies unused, at half of
    /// <see cref="OAuthIntegrationOptions.RefreshTokenLifetime"/>;
    /// <see langword="null"/>, the default, for never. An hour is plenty.
    /// </summary>
    public TimeSpan? KeepAliveInterval { get; set; }

    /// <summary>Gets or sets how long one observer may take: up to 5 minutes, by default 10 seconds. The browser waits for it.</summary>
    public TimeSpan ObserverTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Gets or sets what runs after an account was connected or consented to again; an <see cref="IOAuthConnectionObserver"/> can do the same.
    /// </summary>
    public Func<OAuthConnectionChange, CancellationToken, ValueTask>? OnConnected { get; set; }

    /// <summary>Gets or sets what runs when a provider says that a grant is good no longer, for example to mail the user.</summary>
    public Func<OAuthConnectionChange, CancellationToken, ValueTask>? OnReauthorizationRequired { get; set; }

    /// <summary>Gets or sets what runs after a connection was removed.</summary>
    public Func<OAuthConnectionChange, CancellationToken, ValueTask>? OnDisconnected { get; set; }
}
