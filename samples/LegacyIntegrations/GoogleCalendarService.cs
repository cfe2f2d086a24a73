using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Caching.Memory;

namespace LegacyIntegrations;

// Inline reads, a static factory that takes the text, and a lambda inside a cache call.
public class GoogleCalendarService
{
    private readonly HttpClient _http;
    private readonly IMemoryCache _cache;
    private readonly GoogleOptions _options;

    public GoogleCalendarService(HttpClient http, IMemoryCache cache, GoogleOptions options)
    {
        _http = http;
        _cache = cache;
        _options = options;
    }

    public async Task<GoogleToken> ExchangeCodeAsync(string code)
    {
        var response = await _http.PostAsync(_options.TokenEndpoint, new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["client_id"] = _options.ClientId,
            ["client_secret"] = _options.ClientSecret,
            ["redirect_uri"] = _options.RedirectUri,
        }));

        return JsonSerializer.Deserialize<GoogleToken>(await response.Content.ReadAsStringAsync())!; // ATOM001
    }

    public async Task<GoogleToken?> GetTokenAsync(string userId, string refreshToken)
    {
        return await _cache.GetOrCreateAsync("google-token:" + userId, async entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(50);

            var response = await _http.PostAsync(_options.TokenEndpoint, new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "refresh_token",
                ["refresh_token"] = refreshToken,
                ["client_id"] = _options.ClientId,
                ["client_secret"] = _options.ClientSecret,
            }));

            return GoogleToken.FromJson(await response.Content.ReadAsStringAsync()); // ATOM001
        });
    }

    public async Task<List<string>> GetEventTitlesAsync(string accessToken, DateTimeOffset from)
    {
        var url = $"https://www.googleapis.com/calendar/v3/calendars/primary/events?timeMin={Uri.EscapeDataString(from.ToString("O"))}";
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);

        using var response = await _http.SendAsync(request);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync()); // ATOM001

        return document.RootElement.GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("summary").GetString() ?? "")
            .ToList();
    }
}

public class GoogleOptions
{
    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    public string RedirectUri { get; set; } = "";

    public string TokenEndpoint { get; set; } = "https://oauth2.googleapis.com/token";
}

public class GoogleToken
{
    [JsonPropertyName("access_token")]
    public string? AccessToken { get; set; }

    [JsonPropertyName("refresh_token")]
    public string? RefreshToken { get; set; }

    public static GoogleToken? FromJson(string json) => JsonSerializer.Deserialize<GoogleToken>(json);
}
