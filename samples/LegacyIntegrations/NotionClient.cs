using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Atom.OAuth;

namespace LegacyIntegrations;

// The helpers of System.Net.Http.Json, and expression-bodied members.
public sealed class NotionClient(HttpClient http, string clientId, string clientSecret)
{
    public async Task<NotionToken?> ExchangeCodeAsync(string code, string redirectUri)
    {
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.ASCII.GetBytes($"{clientId}:{clientSecret}")));

        var response = await http.PostAsJsonAsync("https://api.notion.com/v1/oauth/token", new
        {
            grant_type = "authorization_code",
            code,
            redirect_uri = redirectUri,
        });

        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<NotionToken>(); // ATOM001
    }

    public Task<JsonElement> GetMeAsync(CancellationToken cancellationToken) =>
        http.GetFromJsonAsync<JsonElement>("https://api.notion.com/v1/users/me", cancellationToken); // ATOM001

    public async Task<JsonElement> SearchAsync(string query) =>
        await (await http.PostAsJsonAsync("https://api.notion.com/v1/search", new { query })).Content.ReadFromJsonAsync<JsonElement>(); // ATOM001

    // The check is there, and nobody acts on what it says.
    public async Task<JsonElement> GetBlocksAsync(string pageId, CancellationToken cancellationToken)
    {
        var response = await http.GetAsync($"https://api.notion.com/v1/blocks/{pageId}/children", cancellationToken);
        var check = await response.CheckHtmlResponseAsync("Notion", cancellationToken); // ATOM006
        if (check.IsHtml)
        {
            Console.Error.WriteLine(check.Error);
        }

        return await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
    }

    // Guarded: the runtime library's safe read.
    public async Task<NotionToken?> RefreshAsync(string refreshToken, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsync(
            "https://api.notion.com/v1/oauth/token",
            JsonContent.Create(new { grant_type = "refresh_token", refresh_token = refreshToken }),
            cancellationToken);

        return await response.ReadOAuthJsonAsync<NotionToken>("Notion", cancellationToken);
    }
}

public sealed record NotionToken(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("workspace_id")] string? WorkspaceId,
    [property: JsonPropertyName("refresh_token")] string? RefreshToken);
