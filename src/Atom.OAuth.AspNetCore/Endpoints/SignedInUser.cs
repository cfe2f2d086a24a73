using Microsoft.AspNetCore.Http;

namespace Atom.OAuth.Endpoints;

/// <summary>The signed-in user and tenant.</summary>
internal readonly record struct SignedInUser(string UserId, string? TenantId)
{
    public static SignedInUser? Of(HttpContext http, ConnectionsOptions options)
        => http.User.Identity?.IsAuthenticated == true && options.UserId(http) is { Length: > 0 } user
            ? new SignedInUser(user, options.TenantId(http) is { Length: > 0 } tenant ? tenant : null)
            : null;
}
