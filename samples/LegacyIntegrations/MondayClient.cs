#pragma warning disable SYSLIB0014 // HttpWebRequest is obsolete, and still in use.

using System.Net;
using System.Text;
using System.Text.Json;

namespace LegacyIntegrations;

// HttpWebRequest, and one variable that holds several responses.
public class MondayClient
{
    private readonly HttpClient _http = new();

    public string? ExchangeCode(string code, string clientId, string clientSecret)
    {
        var request = (HttpWebRequest)WebRequest.Create("https://auth.monday.com/oauth_ms/oauth/token");
        request.Method = "POST";
        request.ContentType = "application/json";

        var body = JsonSerializer.Serialize(new { grant_type = "authorization_code", code, client_id = clientId, client_secret = clientSecret });
        using (var stream = request.GetRequestStream())
        {
            stream.Write(Encoding.UTF8.GetBytes(body));
        }

        using var response = (HttpWebResponse)request.GetResponse();
        using var reader = new StreamReader(response.GetResponseStream());
        var json = reader.ReadToEnd();

        using var document = JsonDocument.Parse(json); // ATOM001
        return document.RootElement.GetProperty("access_token").GetString();
    }

    public async Task<(JsonElement Me, JsonElement Boards)> LoadAsync(string accessToken)
    {
        _http.DefaultRequestHeaders.Authorization = new("Bearer", accessToken);

        var response = await _http.PostAsJsonAsync("https://api.monday.com/v2", new { query = "{ me { id name } }" });
        var text = await response.Content.ReadAsStringAsync();
        var me = JsonSerializer.Deserialize<JsonElement>(text); // ATOM001

        response = await _http.PostAsJsonAsync("https://api.monday.com/v2", new { query = "{ boards { id name } }" });
        text = await response.Content.ReadAsStringAsync();

        // Guarded: this one alone.
        if (text.StartsWith('<'))
        {
            throw new InvalidOperationException("monday.com sent a web page.");
        }

        var boards = JsonSerializer.Deserialize<JsonElement>(text);
        return (me, boards);
    }
}
