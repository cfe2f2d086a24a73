#pragma warning disable SYSLIB0014 // WebClient is obsolete, and still in use.

using System.Collections.Specialized;
using System.Net;
using System.Text;
using System.Text.Json;

namespace LegacyIntegrations;

// WebClient: bytes of a form post, and a downloaded string.
public class DropboxClient(string appKey, string appSecret)
{
    public DropboxToken? ExchangeCode(string code, string redirectUri)
    {
        using var client = new WebClient();
        var bytes = client.UploadValues("https://api.dropboxapi.com/oauth2/token", new NameValueCollection
        {
            { "grant_type", "authorization_code" },
            { "code", code },
            { "client_id", appKey },
            { "client_secret", appSecret },
            { "redirect_uri", redirectUri },
        });

        var json = Encoding.UTF8.GetString(bytes);
        return JsonSerializer.Deserialize<DropboxToken>(json); // ATOM001
    }

    public string? GetAccountId(string accessToken)
    {
        using var client = new WebClient();
        client.Headers[HttpRequestHeader.Authorization] = "Bearer " + accessToken;

        var account = client.UploadString("https://api.dropboxapi.com/2/users/get_current_account", "null");
        return JsonDocument.Parse(account).RootElement.GetProperty("account_id").GetString(); // ATOM001
    }

    // Guarded: whatever is no JSON ends in the catch of JsonException.
    public DropboxToken? Refresh(string refreshToken)
    {
        using var client = new WebClient();
        var bytes = client.UploadValues("https://api.dropboxapi.com/oauth2/token", new NameValueCollection
        {
            { "grant_type", "refresh_token" },
            { "refresh_token", refreshToken },
            { "client_id", appKey },
            { "client_secret", appSecret },
        });

        try
        {
            return JsonSerializer.Deserialize<DropboxToken>(bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

public class DropboxToken
{
    [System.Text.Json.Serialization.JsonPropertyName("access_token")]
    public string? AccessToken { get; set; }

    [System.Text.Json.Serialization.JsonPropertyName("refresh_token")]
    public string? RefreshToken { get; set; }

    [System.Text.Json.Serialization.JsonPropertyName("account_id")]
    public string? AccountId { get; set; }
}
