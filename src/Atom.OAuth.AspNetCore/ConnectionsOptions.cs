using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Atom.OAuth;

/// <summary>The options that apply to all integrations.</summary>
public sealed class ConnectionsOptions : OAuthDatabaseOptions
{
    /// <summary>
    /// Gets or sets how to find the signed-in user's id; <see langword="null"/> if nobody is signed in. By default the claim
    /// <see cref="ClaimTypes.NameIdentifier"/>, or <c>sub</c>.
    /// </summary>
    public Func<HttpContext, string?> UserId { get; set; } = static http
        => http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? http.User.FindFirstValue("sub");

    /// <summary>
    /// Gets or sets how to find the current tenant; <see langword="null"/> in an application without tenants. By default the claim <c>tenant_id</c>,
    /// or <c>tid</c> as in Microsoft Entra. A user in two tenants has separate connections in each.
    /// </summary>
    public Func<HttpContext, string?> TenantId { get; set; } = static http
        => http.User.FindFirstValue("tenant_id")
            ?? http.User.FindFirstValue("tid")
            ?? http.User.FindFirstValue("http://schemas.microsoft.com/identity/claims/tenantid");

    /// <summary>
    /// Gets or sets the public scheme and host of the application, for example <c>https://app.example</c>, for the redirect URI.
    /// By default those of the request, which requires <c>UseForwardedHeaders</c> behind a proxy.
    /// </summary>
    public string? PublicOrigin { get; set; }

    /// <summary>Gets or sets how long before its expiry an access token is refreshed: zero to 30 minutes, by default 2 minutes.</summary>
    public TimeSpan RefreshAhead { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Gets or sets how long a token is served from memory without reading the store, which another process may have changed: zero to 10 minutes,
    /// by default 30 seconds.
    /// </summary>
    public TimeSpan TokenCacheTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets or sets the timeout of token requests: 1 second to 5 minutes, by default 30 seconds. They continue if the user's browser disconnects.
    /// </summary>
    public TimeSpan TokenRequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets or sets how long the process that refreshes a connection keeps others from doing so: longer than <see cref="TokenRequestTimeout"/>, up to
    /// 15 minutes, by default 45 seconds. If that process crashes, another takes over after this time.
    /// </summary>
    public TimeSpan RefreshLease { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>
    /// Gets or sets how long saving new tokens is retried immediately while the database fails, up to 5 minutes, by default 10 seconds. After that
    /// they are kept in memory, and saving continues in the background.
    /// </summary>
    public TimeSpan StoreRetryTime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Gets or sets how often to look for connections whose unused refresh token is about to expire, at half of
    /// <see cref="OAuthIntegrationOptions.RefreshTokenLifetime"/>;
    /// <see langword="null"/>, the default, for never. An hour is plenty.
    /// </summary>
    public TimeSpan? KeepAliveInterval { get; set; }

    /// <summary>Gets or sets how long one observer may take: up to 5 minutes, by default 10 seconds. The browser waits for it.</summary>
    public TimeSpan ObserverTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Gets or sets a callback that runs after an account was connected or reconnected; an <see cref="IOAuthConnectionObserver"/> can do the same.
    /// </summary>
    public Func<OAuthConnectionChange, CancellationToken, ValueTask>? OnConnected { get; set; }

    /// <summary>Gets or sets a callback that runs when a provider says that a grant is no longer valid, for example to email the user.</summary>
    public Func<OAuthConnectionChange, CancellationToken, ValueTask>? OnReauthorizationRequired { get; set; }

    /// <summary>Gets or sets a callback that runs after a connection was removed.</summary>
    public Func<OAuthConnectionChange, CancellationToken, ValueTask>? OnDisconnected { get; set; }
}
