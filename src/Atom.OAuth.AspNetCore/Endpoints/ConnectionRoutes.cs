using Microsoft.AspNetCore.Http;

namespace Atom.OAuth.Endpoints;

/// <summary>The addresses of an integration, as seen from a request to one of them.</summary>
internal static class ConnectionRoutes
{
    public const string Connect = "connect";
    public const string Callback = "callback";
    public const string Disconnect = "disconnect";

    /// <summary>
    /// Gets the redirect URI (RFC 6749, section 3.1.2): the callback beside the endpoint that was asked. The same at both ends of a flow.
    /// </summary>
    public static string RedirectUri(HttpRequest request, ConnectionsOptions options)
    {
        var origin = options.PublicOrigin?.TrimEnd('/') ?? $"{request.Scheme}://{request.Host.ToUriComponent()}";
        return origin + request.PathBase.ToUriComponent() + Beside(request, Callback).ToUriComponent();
    }

    /// <summary>Whether a path leads back into a flow: the browser would go in circles.</summary>
    public static bool IsWithinFlow(HttpRequest request, string path)
    {
        OAuthStateOptions flow = new();
        flow.CallbackPaths.Add((request.PathBase + Beside(request, Callback)).Value!);
        flow.CallbackPaths.Add((request.PathBase + Beside(request, Connect)).Value!);
        return State.RedirectPolicy.IsCallback(path, flow);
    }

    private static PathString Beside(HttpRequest request, string last)
    {
        var path = request.Path.Value!.TrimEnd('/');
        return new PathString(path[..(path.LastIndexOf('/') + 1)] + last);
    }
}
