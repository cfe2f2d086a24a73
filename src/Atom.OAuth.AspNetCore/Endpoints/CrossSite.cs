using Microsoft.AspNetCore.Http;

namespace Atom.OAuth.Endpoints;

/// <summary>
/// Detects cross-site request forgery: by Sec-Fetch-Site, which every current browser sends and no page can set, else by Origin. Clients other
/// than browsers send neither, and have no cookies to abuse.
/// </summary>
internal static class CrossSite
{
    public static bool Is(HttpRequest request, ConnectionsOptions options)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site is not ("same-origin" or "none");
        }

        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0
            && !string.Equals(origin, $"{request.Scheme}://{request.Host.ToUriComponent()}", StringComparison.OrdinalIgnoreCase)
            && !string.Equals(origin, options.PublicOrigin?.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);
    }
}
