using System.Text.Json;
using System.Text.Json.Serialization;
using Atom.OAuth;

namespace LegacyIntegrations;

// How it should be: nothing here is reported.
public class WhatsAppClient(HttpClient http, string appId, string appSecret)
{
    private const string GraphUrl = "https://graph.facebook.com/v26.0";

    public async Task<WhatsAppToken?> ExchangeCodeAsync(string code, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(
            $"{GraphUrl}/oauth/access_token?client_id={appId}&client_secret={appSecret}&code={code}",
            cancellationToken);

        // Check for an HTML error page
        var (isHtml, htmlError) = await response.CheckHtmlResponseAsync("WhatsApp", cancellationToken);
        if (isHtml)
        {
            throw new HttpRequestException(htmlError);
        }

        return await response.Content.ReadFromJsonAsync<WhatsAppToken>(cancellationToken);
    }

    public async Task<JsonElement> GetPhoneNumbersAsync(string businessId, string accessToken, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{GraphUrl}/{businessId}/phone_numbers");
        request.Headers.Authorization = new("Bearer", accessToken);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

        return await response.ReadOAuthJsonAsync<JsonElement>("WhatsApp", cancellationToken);
    }
}

public class WhatsAppToken
{
    [JsonPropertyName("access_token")]
    public string? AccessToken { get; set; }
}
