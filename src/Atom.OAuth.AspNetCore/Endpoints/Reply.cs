using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Atom.OAuth.Endpoints;

/// <summary>The endpoints' responses. They are not cached, and URLs with a code are not sent as referrer.</summary>
internal static class Reply
{
    public static Task TextAsync(HttpContext http, int status, string message)
    {
        Prepare(http.Response);
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return http.Response.WriteAsync(message, Encoding.UTF8, http.RequestAborted);
    }

    public static void Redirect(HttpContext http, string location)
    {
        Prepare(http.Response);

        // After a POST, the browser has to follow with a GET and must not resend the form.
        http.Response.StatusCode = HttpMethods.IsPost(http.Request.Method) ? StatusCodes.Status303SeeOther : StatusCodes.Status302Found;
        http.Response.Headers.Location = location;
    }

    /// <summary>Adds query parameters to a path within the application, before its fragment if it has one.</summary>
    public static string With(string path, params (string Name, string? Value)[] parameters)
        => QueryHelpers.AddQueryString(
            path,
            parameters.Where(parameter => parameter.Value is not null).Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value)));

    private static void Prepare(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
    }
}
