using Microsoft.AspNetCore.Antiforgery;

namespace Atom.OAuth.IntegrationHub.Security;

/// <summary>Marks an endpoint that is called by a server rather than by a form of ours, and authenticates in another way.</summary>
internal sealed record CalledByServer;

/// <summary>Requires an antiforgery token for every POST, including those to the pages, the connections and the syncs.</summary>
internal sealed class AntiforgeryOnEveryPost(RequestDelegate next, IAntiforgery antiforgery)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var isSafe = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method);
        if (!isSafe && http.GetEndpoint()?.Metadata.GetMetadata<CalledByServer>() is null && !await antiforgery.IsRequestValidAsync(http))
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            await http.Response.WriteAsync("This page is out of date. Go back, reload it and try again.", http.RequestAborted);
            return;
        }

        await next(http);
    }
}
