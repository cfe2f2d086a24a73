using System.Diagnostics.CodeAnalysis;
using Atom.OAuth.Endpoints;
using Atom.OAuth.Integrations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the connection endpoints.</summary>
public static class ConnectionsEndpointRouteBuilderExtensions
{
    /// <summary>Maps the endpoints of all integrations: listing the user's connections, connect, callback and disconnect.</summary>
    /// <remarks>
    /// <list type="table">
    /// <item><term><c>GET {prefix}</c></term><description>the integrations, and the signed-in user's connections, as JSON</description></item>
    /// <item><term><c>GET</c> or <c>POST {prefix}/{integration}/connect</c></term><description>
    /// redirects the browser to the provider; <c>returnPath</c> is where it returns to, <c>connection</c> the connection to reauthorize
    /// </description></item>
    /// <item><term><c>GET {prefix}/{integration}/callback</c></term><description>
    /// the redirect URI to register at the provider; POST with <c>response_mode=form_post</c>
    /// </description></item>
    /// <item><term><c>POST {prefix}/{connectionId}/disconnect</c></term><description>
    /// deletes the connection and revokes its tokens
    /// </description></item>
    /// </list>
    /// The query of the return path reports the outcome: <c>connected</c> with <c>connection</c> and, if fewer scopes were granted than
    /// requested, <c>missing</c>; or <c>error</c>, a text that has to be encoded like any other.
    /// </remarks>
    /// <param name="endpoints">The endpoint route builder.</param>
    /// <param name="prefix">The path prefix, for example <c>/integrations</c>.</param>
    /// <returns>A convention builder, for example for <c>RequireAuthorization()</c>.</returns>
    /// <exception cref="InvalidOperationException"><c>AddConnections</c> was not called.</exception>
    public static IEndpointConventionBuilder MapIntegrations(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string prefix = "/integrations")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        if (endpoints.ServiceProvider.GetService<IServiceProviderIsService>()?.IsService(typeof(IntegrationRegistry)) == false)
        {
            throw new InvalidOperationException("No connections are registered. Call services.AddAtomOAuth().AddConnections(…) first.");
        }

        var group = endpoints.MapGroup(prefix);
        group.MapGet(string.Empty, static http => http.RequestServices.GetRequiredService<ConnectionsEndpoints>().ListAsync(http));
        group.MapMethods(
            $"{{integration}}/{ConnectionRoutes.Connect}",
            [HttpMethods.Get, HttpMethods.Post],
            static http => http.RequestServices.GetRequiredService<ConnectEndpoint>().HandleAsync(http, Value(http, "integration")));
        group.MapGet($"{{integration}}/{ConnectionRoutes.Callback}", Callback);

        // Browsers send no sign-in cookie with this POST: the endpoint identifies the user by the state and the flow's own cookie.
        group.MapPost($"{{integration}}/{ConnectionRoutes.Callback}", Callback).WithMetadata(new AllowAnonymousAttribute());
        group.MapPost(
            $"{{connection}}/{ConnectionRoutes.Disconnect}",
            static http => http.RequestServices.GetRequiredService<ConnectionsEndpoints>().DisconnectAsync(http, Value(http, "connection")));
        return group;
    }

    private static Task Callback(HttpContext http)
        => http.RequestServices.GetRequiredService<CallbackEndpoint>().HandleAsync(http, Value(http, "integration"));

    private static string Value(HttpContext http, string name) => (string)http.Request.RouteValues[name]!;
}
