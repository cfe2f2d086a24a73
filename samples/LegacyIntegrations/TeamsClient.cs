using System.Net;
using System.Text.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace LegacyIntegrations;

// Reads in the arms of a switch expression, and one in the call that fetches the text.
public class TeamsClient
{
    private readonly HttpClient _http;
    private readonly string _tenant;

    public TeamsClient(HttpClient http, string tenant)
    {
        _http = http;
        _tenant = tenant;
    }

    private string TokenEndpoint => $"https://login.microsoftonline.com/{_tenant}/oauth2/v2.0/token";

    public async Task<string?> GetAppTokenAsync(string clientId, string clientSecret)
    {
        var response = await _http.PostAsync(TokenEndpoint, new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = clientId,
            ["client_secret"] = clientSecret,
            ["scope"] = "https://graph.microsoft.com/.default",
        }));
        var body = await response.Content.ReadAsStringAsync();

        return response.StatusCode switch
        {
            HttpStatusCode.OK => JsonDocument.Parse(body).RootElement.GetProperty("access_token").GetString(), // ATOM001
            HttpStatusCode.BadRequest => throw new InvalidOperationException((string?)JObject.Parse(body)["error_description"]), // ATOM001, ATOM004
            _ => null,
        };
    }

    public async Task<TeamsToken> RefreshAsync(string refreshToken, string clientId)
    {
        var response = await _http.PostAsync(TokenEndpoint, new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = refreshToken,
            ["client_id"] = clientId,
        }));

        return JsonConvert.DeserializeObject<TeamsToken>(await response.Content.ReadAsStringAsync())!; // ATOM001
    }

    // Guarded: a helper of this project's own, marked so that the analyzer knows it.
    public async Task<JsonElement> GetTeamsAsync(string accessToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://graph.microsoft.com/v1.0/me/joinedTeams");
        request.Headers.Authorization = new("Bearer", accessToken);
        using var response = await _http.SendAsync(request);

        await ProviderGuards.ThrowIfNotJsonAsync(response);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}

public class TeamsToken
{
    public string? access_token { get; set; }

    public string? refresh_token { get; set; }
}
