using Atom.OAuth.IntegrationHub.Hub;

namespace Atom.OAuth.IntegrationHub.Security;

/// <summary>
/// Adds security headers to every response. Scripts and styles come from the application's own files, nothing is loaded from elsewhere, and no
/// other site may frame it. Forms may lead to the providers, because browsers apply <c>form-action</c> to the redirects after a form as well.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next, IReadOnlyList<HubIntegration> integrations)
{
    private readonly string _policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' "
        + string.Join(' ', integrations.Select(integration => integration.AuthorizationOrigin).Distinct(StringComparer.Ordinal));

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = _policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
        return next(http);
    }
}
