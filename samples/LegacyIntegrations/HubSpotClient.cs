using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RestSharp;
using RestSharp.Authenticators;
using RestSharp.Authenticators.OAuth2;

namespace LegacyIntegrations;

// RestSharp: the text of the response, and a typed call.
public class HubSpotClient
{
    private readonly RestClient _client = new("https://api.hubapi.com");

    public async Task<HubSpotToken?> ExchangeCodeAsync(string code, HubSpotApp app)
    {
        var request = new RestRequest("oauth/v1/token", Method.Post); // ATOM007
        request.AddParameter("grant_type", "authorization_code");
        request.AddParameter("client_id", app.ClientId);
        request.AddParameter("client_secret", app.ClientSecret);
        request.AddParameter("redirect_uri", app.RedirectUri);
        request.AddParameter("code", code);

        var response = await _client.ExecuteAsync(request);
        if (!response.IsSuccessful)
        {
            var problem = JObject.Parse(response.Content!); // ATOM001
            throw new InvalidOperationException((string?)problem["message"]);
        }

        return JsonConvert.DeserializeObject<HubSpotToken>(response.Content!); // ATOM001
    }

    public async Task<HubSpotToken?> RefreshAsync(string refreshToken, HubSpotApp app)
    {
        var request = new RestRequest("oauth/2026-03/token", Method.Post)
            .AddParameter("grant_type", "refresh_token")
            .AddParameter("refresh_token", refreshToken)
            .AddParameter("client_id", app.ClientId)
            .AddParameter("client_secret", app.ClientSecret);

        return await _client.PostAsync<HubSpotToken>(request); // ATOM001
    }

    // Guarded: the body is shown to the runtime library's check first.
    public async Task<JObject?> GetContactsAsync(string accessToken)
    {
        var request = new RestRequest("crm/objects/2026-09/contacts")
        {
            Authenticator = new OAuth2AuthorizationRequestHeaderAuthenticator(accessToken, "Bearer"),
        };

        var response = await _client.ExecuteAsync(request);
        var (isHtml, htmlError) = Atom.OAuth.HtmlResponse.CheckText(response.Content, "HubSpot");
        if (isHtml)
        {
            throw new HttpRequestException(htmlError);
        }

        return JObject.Parse(response.Content!);
    }
}

public record HubSpotApp(string ClientId, string ClientSecret, string RedirectUri);

public class HubSpotToken
{
    [JsonProperty("access_token")]
    public string? AccessToken { get; set; }

    [JsonProperty("refresh_token")]
    public string? RefreshToken { get; set; }
}
