using Microsoft.AspNetCore.Http;

namespace Atom.OAuth.Endpoints;

/// <summary>The URLs of an integration, derived from a request to one of them.</summary>
internal static class ConnectionRoutes
{
    public const string Connect = "connect";
    public const string Callback = "callback";
    public const string Disconnect = "disconnect";

    /// <summary>
    /// Gets the redirect URI (RFC 6749, section 3.1.2): the callback next to the requested endpoint, so that it is the same at both ends of a flow.
    /// </summary>
    public static string RedirectUri(HttpRequest request, ConnectionsOptions options)
    {
        var origin = options.PublicOrigin?.TrimEnd('/') ?? $"{request.Scheme}://{request.Host.ToUriComponent()}";
        return origin + request.PathBase.ToUriComponent() + Beside(request, Callback).ToUriComponent();
    }

    /// <summary>Determines whether a path leads back into the flow, which would be a redirect loop.</summary>
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
