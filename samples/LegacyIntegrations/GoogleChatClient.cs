using System.Text.Json.Nodes;
using Atom.OAuth;

namespace LegacyIntegrations;

// Synchronous code: .Result and GetAwaiter().GetResult().
public class GoogleChatClient
{
    private readonly HttpClient _http = new();

    public string? ExchangeCode(string code, string clientId, string clientSecret, string redirectUri)
    {
        var content = new StringContent(
            $"grant_type=authorization_code&code={code}&client_id={clientId}&client_secret={clientSecret}&redirect_uri={redirectUri}",
            System.Text.Encoding.UTF8,
            "application/x-www-form-urlencoded");

        var response = _http.PostAsync("https://accounts.google.com/o/oauth2/token", content).Result; // ATOM007 (suggestion)
        var json = JsonNode.Parse(response.Content.ReadAsStringAsync().Result); // ATOM001

        return json?["access_token"]?.GetValue<string>();
    }

    public JsonArray? ListSpaces(string accessToken)
    {
        _http.DefaultRequestHeaders.Authorization = new("Bearer", accessToken);

        var response = _http.GetAsync("https://chat.googleapis.com/v1/spaces").GetAwaiter().GetResult();
        var text = response.Content.ReadAsStringAsync().GetAwaiter().GetResult();

        return JsonNode.Parse(text)?["spaces"]?.AsArray(); // ATOM001
    }

    // Guarded: the runtime library's check, in its synchronous form.
    public JsonArray? ListMembers(string accessToken, string space)
    {
        _http.DefaultRequestHeaders.Authorization = new("Bearer", accessToken);

        var response = _http.GetAsync($"https://chat.googleapis.com/v1/{space}/members").Result;
        var (isHtml, htmlError) = response.CheckHtmlResponse("Google Chat");
        if (isHtml)
        {
            throw new HttpRequestException(htmlError);
        }

        return JsonNode.Parse(response.Content.ReadAsStringAsync().Result)?["memberships"]?.AsArray();
    }
}
