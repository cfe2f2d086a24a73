using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LegacyIntegrations;

// A typed client with a primary constructor. The text is read into a local and parsed some lines later.
public class SlackClient(HttpClient http, IConfiguration configuration)
{
    private const string TokenUrl = "https://slack.com/api/oauth.v2.access";

    public async Task<SlackToken> ExchangeCodeAsync(string code, string redirectUri, CancellationToken cancellationToken)
    {
        var response = await http.PostAsync(TokenUrl, new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_id"] = configuration["Slack:ClientId"]!,
            ["client_secret"] = configuration["Slack:ClientSecret"]!,
            ["code"] = code,
            ["redirect_uri"] = redirectUri,
        }), cancellationToken);

        response.EnsureSuccessStatusCode();

        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        if (string.IsNullOrEmpty(body))
        {
            throw new InvalidOperationException("Slack sent nothing.");
        }

        var token = JsonSerializer.Deserialize<SlackToken>(body)!; // ATOM001
        if (!token.Ok)
        {
            throw new InvalidOperationException(token.Error); // ATOM004
        }

        return token;
    }

    public async Task<SlackIdentity?> WhoAmIAsync(string accessToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://slack.com/api/auth.test");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        using var response = await http.SendAsync(request);

        return await response.Content.ReadFromJsonAsync<SlackIdentity>(); // ATOM001
    }

    // Guarded: the first character is looked at before the text is parsed.
    public async Task<SlackToken?> RefreshAsync(string refreshToken, CancellationToken cancellationToken)
    {
        var response = await http.PostAsync(TokenUrl, new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = refreshToken,
            ["client_id"] = configuration["Slack:ClientId"]!,
            ["client_secret"] = configuration["Slack:ClientSecret"]!,
        }), cancellationToken);

        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!body.TrimStart().StartsWith('{'))
        {
            return null;
        }

        return JsonSerializer.Deserialize<SlackToken>(body);
    }
}

public class SlackToken
{
    [JsonPropertyName("ok")]
    public bool Ok { get; set; }

    [JsonPropertyName("error")]
    public string? Error { get; set; }

    [JsonPropertyName("access_token")]
    public string? AccessToken { get; set; }

    [JsonPropertyName("refresh_token")]
    public string? RefreshToken { get; set; }
}

public class SlackIdentity
{
    [JsonPropertyName("team_id")]
    public string? TeamId { get; set; }

    [JsonPropertyName("user_id")]
    public string? UserId { get; set; }
}
