using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Atom.OAuth;

/// <summary>Determines whose syncs a request may see and control.</summary>
public sealed class HistoricalSyncEndpointOptions
{
    /// <summary>
    /// Gets or sets how to find the tenant of a request; <see langword="null"/> in an application without tenants. By default the claim
    /// <c>tenant_id</c>, or <c>tid</c> as in Microsoft Entra.
    /// </summary>
    public Func<HttpContext, string?> TenantId { get; set; } = static http =>
        http.User.FindFirstValue("tenant_id") ?? http.User.FindFirstValue("tid")
            ?? http.User.FindFirstValue("http://schemas.microsoft.com/identity/claims/tenantid");

    /// <summary>
    /// Gets or sets how to find the user whose syncs are shown; <see langword="null"/> shows all syncs of the tenant, for its administrators.
    /// By default the claim <see cref="ClaimTypes.NameIdentifier"/> or <c>sub</c>.
    /// </summary>
    public Func<HttpContext, string?>? UserId { get; set; } = static http =>
        http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? http.User.FindFirstValue("sub");
}
