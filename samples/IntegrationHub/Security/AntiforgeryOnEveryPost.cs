using Microsoft.AspNetCore.Antiforgery;

namespace Atom.OAuth.IntegrationHub.Security;

/// <summary>Marks an endpoint that is called by a server, not by a form of ours, and proves itself in another way.</summary>
internal sealed record CalledByServer;

/// <summary>No POST without the token of a page of ours: neither one of the pages, nor those of connections and syncs.</summary>
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
