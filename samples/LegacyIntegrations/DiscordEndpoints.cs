using System.Net.Http.Headers;
using System.Net.Mime;
using System.Security.Claims;
using System.Text.Json;

namespace LegacyIntegrations;

// Minimal API: the reads stand in lambdas.
public static class DiscordEndpoints
{
    public static void MapDiscord(this WebApplication app)
    {
        var group = app.MapGroup("/discord");

        group.MapGet("/callback", async (string code, ClaimsPrincipal user, IHttpClientFactory clients, IConfiguration configuration) => // ATOM005
        {
            var userId = user.FindFirstValue(ClaimTypes.NameIdentifier)!;
            var client = clients.CreateClient();
            var form = new Dictionary<string, string>
            {
                { "grant_type", "authorization_code" },
                { "code", code },
                { "redirect_uri", configuration["Discord:RedirectUri"]! },
                { "client_id", configuration["Discord:ClientId"]! },
                { "client_secret", configuration["Discord:ClientSecret"]! },
            };

            var response = await client.PostAsync("https://discord.com/api/oauth2/token", new FormUrlEncodedContent(form));
            if (!response.IsSuccessStatusCode)
            {
                return Results.BadRequest();
            }

            var token = await response.Content.ReadFromJsonAsync<JsonElement>(); // ATOM001
            return Results.Ok(new { userId, connected = token.TryGetProperty("access_token", out _) });
        });

        group.MapGet("/guilds", async (string accessToken, IHttpClientFactory clients) =>
        {
            var client = clients.CreateClient();
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);

            return await client.GetFromJsonAsync<List<DiscordGuild>>("https://discord.com/api/v10/users/@me/guilds"); // ATOM001
        });

        // Guarded: only what is labelled as JSON is read.
        group.MapPost("/refresh", async (string refreshToken, IHttpClientFactory clients, IConfiguration configuration) =>
        {
            var response = await clients.CreateClient().PostAsync("https://discord.com/api/oauth2/token", new FormUrlEncodedContent(
            [
                new("grant_type", "refresh_token"),
                new("refresh_token", refreshToken),
                new("client_id", configuration["Discord:ClientId"]!),
                new("client_secret", configuration["Discord:ClientSecret"]!),
            ]));

            if (response.Content.Headers.ContentType?.MediaType != MediaTypeNames.Application.Json)
            {
                return Results.StatusCode(StatusCodes.Status502BadGateway);
            }

            return Results.Ok(await response.Content.ReadFromJsonAsync<JsonElement>());
        });
    }
}

public record DiscordGuild(string Id, string Name);
