using System.Security.Claims;
using Microsoft.AspNetCore.WebUtilities;

namespace LegacyIntegrations;

// Minimal API: an authorization URL without any state, and a callback that takes whatever code it is given.
public static class AsanaEndpoints
{
    public static void MapAsana(this WebApplication app)
    {
        var group = app.MapGroup("/asana").RequireAuthorization();

        group.MapGet("/connect", async (ClaimsPrincipal user, ConnectionStore connections, IConfiguration configuration) =>
        {
            var userId = user.FindFirstValue(ClaimTypes.NameIdentifier)!;
            if (await connections.FindAsync(userId, "asana") is not null)
            {
                return Results.LocalRedirect("/integrations");
            }

            return Results.Redirect(QueryHelpers.AddQueryString("https://app.asana.com/-/oauth_authorize", new Dictionary<string, string?> // ATOM003
            {
                ["client_id"] = configuration["Asana:ClientId"],
                ["redirect_uri"] = configuration["Asana:RedirectUri"],
                ["response_type"] = "code",
            }));
        });

        group.MapGet("/callback", async ( // ATOM002, ATOM005
            string code, ClaimsPrincipal user, AsanaClient asana, ConnectionStore connections, IConfiguration configuration, CancellationToken cancellationToken) =>
        {
            var userId = user.FindFirstValue(ClaimTypes.NameIdentifier)!;
            var token = await asana.ExchangeCodeAsync(code, configuration["Asana:ClientId"]!, configuration["Asana:ClientSecret"]!, cancellationToken);
            if (token is null)
            {
                return Results.BadRequest("Asana sent no token.");
            }

            await connections.SaveAsync(new Connection(userId, "asana", token.access_token, token.refresh_token));
            return Results.LocalRedirect("/integrations");
        });
    }
}
