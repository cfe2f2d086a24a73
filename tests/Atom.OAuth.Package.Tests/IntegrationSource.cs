namespace Atom.OAuth.Package.Tests;

/// <summary>The code that the scratch projects compile: a few unguarded reads, and a guarded one.</summary>
internal static class IntegrationSource
{
    public const string Text = """
        using System.Net.Http;
        using System.Net.Http.Headers;
        using System.Net.Http.Json;
        using System.Text.Json;

        namespace Scratch;

        public sealed class SlackClient(HttpClient http)
        {
            public async Task<SlackToken?> ExchangeCodeAsync(string code, string secret, CancellationToken cancellationToken)
            {
                var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", Form(code, secret), cancellationToken);
                response.EnsureSuccessStatusCode();
                return await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken); // ATOM001
            }

            public async Task<SlackToken?> ExchangeCodeAsTextAsync(string code, string secret)
            {
                var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", Form(code, secret));
                var body = await response.Content.ReadAsStringAsync();
                return JsonSerializer.Deserialize<SlackToken>(body); // ATOM001
            }

            public SlackToken? ExchangeCode(string code, string secret)
            {
                var response = http.PostAsync("https://slack.com/api/oauth.v2.access", Form(code, secret)).Result;
                return JsonSerializer.Deserialize<SlackToken>(response.Content.ReadAsStringAsync().Result); // ATOM001
            }

            public async Task<JsonElement> WhoAmIAsync(string accessToken)
            {
                http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
                return await http.GetFromJsonAsync<JsonElement>("https://slack.com/api/auth.test"); // ATOM001
            }

            public async Task<SlackToken?> RefreshAsync(string code, string secret)
            {
                var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", Form(code, secret));
                if (response.Content.Headers.ContentType?.MediaType != "application/json")
                {
                    return null;
                }

                return await response.Content.ReadFromJsonAsync<SlackToken>();
            }

            private static FormUrlEncodedContent Form(string code, string secret) => new(new Dictionary<string, string>
            {
                ["grant_type"] = "authorization_code",
                ["code"] = code,
                ["client_secret"] = secret,
            });
        }

        public sealed record SlackToken(string AccessToken);
        """;

    public const string FileName = "Integration.cs";

    public static IReadOnlyList<Marker> Expected { get; } = [.. Markers.In(FileName, Text)];
}
