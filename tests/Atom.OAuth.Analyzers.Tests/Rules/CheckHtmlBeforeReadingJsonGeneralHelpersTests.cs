using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM001: general-purpose helpers that fetch, what shows that they fetch from a provider, and the application's own servers.</summary>
public sealed class CheckHtmlBeforeReadingJsonGeneralHelpersTests
{
    private const string Read = "JsonSerializer.Deserialize<T>(json)";

    /// <summary>Creates a helper whose public method delegates the request and the read to private ones, and its caller.</summary>
    private static string Helper(string caller, bool isReported) => $$"""
        public sealed class Requests(HttpClient http)
        {
            public Task<T?> GetAsync<T>(string requestUri) => MakeAsync<T>(new HttpRequestMessage(HttpMethod.Get, requestUri));

            private async Task<T?> MakeAsync<T>(HttpRequestMessage request) => await ParseAsync<T>(await http.SendAsync(request));

            private static async Task<T?> ParseAsync<T>(HttpResponseMessage result)
            {
                var json = await result.Content.ReadAsStringAsync();
                return {{(isReported ? "[|" + Read + "|]" : Read)}};
            }
        }

        public sealed class Config { public string TokenUrl { get; set; } = ""; public string ImageUrl { get; set; } = ""; public string SlackApiUrl { get; set; } = ""; }

        public sealed class Pages(Requests requests, Config config)
        {
            private readonly string _endpoint = "https://www.reddit.com/api/v1/me";

            public Task<string?> Load(string code, string accessToken) => requests.GetAsync<string>({{caller}});

            public object Used => config.ImageUrl + _endpoint;
        }
        """;

    [Theory]
    [InlineData("$\"{_endpoint}?code={code}\"", true)]
    [InlineData("\"https://slack.com/api/users.list\"", true)]
    [InlineData("config.TokenUrl", true)]
    [InlineData("config.ImageUrl", false)]
    [InlineData("config.SlackApiUrl", false)]
    [InlineData("\"/images/\" + code", false)]
    public Task CallerBehindPrivateMethods(string url, bool isReported) => VerifyCS.VerifyAsync(Helper(url, isReported));

    /// <summary>The address is named after a provider, and there is a token; a token alone may be for any server.</summary>
    [Theory]
    [InlineData("config.SlackApiUrl, accessToken", true)]
    [InlineData("config.HomeUrl, accessToken", false)]
    [InlineData("config.SlackApiUrl, code", false)]
    public Task AddressOfAProviderWithAToken(string arguments, bool isReported) => VerifyCS.VerifyAsync($$"""
        public static class Requests
        {
            public static async Task<T?> GetAsync<T>(string url, string given)
            {
                using var http = new HttpClient();
                http.DefaultRequestHeaders.Add("Authorization", $"Bearer {given}");
                var json = await http.GetStringAsync(url);
                return {{(isReported ? "[|" + Read + "|]" : Read)}};
            }
        }

        public sealed class Config { public string SlackApiUrl { get; set; } = ""; public string HomeUrl { get; set; } = ""; }

        public sealed class Pages(Config config)
        {
            public Task<string?> Load(string code, string accessToken) => Requests.GetAsync<string>({{arguments}});

            public object Used => config;
        }
        """);

    /// <summary>The report contains the calls by which the helper fetches from a provider.</summary>
    [Fact]
    public async Task CallsOfAHelper_AreNamed()
    {
        var report = Assert.Single(await VerifyCS.ReportsAsync(Helper("\"https://slack.com/api/users.list\"", isReported: false)));

        Assert.Contains(
            "requests.GetAsync<string>(\"https://slack.com/api/users.list\")",
            report.AdditionalLocations.Select(static place => place.SourceTree!.GetText().ToString(place.SourceSpan)));
    }

    /// <summary>A token that the constructor sets on the client is evidence.</summary>
    [Theory]
    [InlineData("LinkedInService", "http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(\"Bearer\", token);", true)]
    [InlineData("LinkedInService", "http.DefaultRequestHeaders.Add(\"Accept\", token);", false)]
    [InlineData("ImageService", "http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(\"Bearer\", token);", false)]
    public Task TokenOfTheConstructor(string type, string statement, bool isReported) => VerifyCS.VerifyAsync($$"""
        public sealed class {{type}}
        {
            private readonly HttpClient _http;

            public {{type}}(HttpClient http, string token, string address)
            {
                _http = http;
                http.BaseAddress = new Uri(address);
                {{statement}}
            }

            public async Task<T?> GetAsync<T>(string name)
            {
                var json = await _http.GetStringAsync(System.IO.Path.Combine("v2", name));
                return {{(isReported ? "[|" + Read + "|]" : Read)}};
            }
        }
        """);

    /// <summary>The host of the request is the application's own, whatever the names of the type and of what it reads.</summary>
    [Theory]
    [InlineData("$\"https://{Request.Host}/v2/login\"", false)]
    [InlineData("$\"{Request.Scheme}://{Request.Host}/v2/login\"", false)]
    [InlineData("$\"{Request.Scheme}://{Request.Host.Value}/v2/login\"", false)]
    [InlineData("\"http://localhost:5000/v2/login\"", false)]
    [InlineData("$\"https://{host}/v2/login\"", true)]
    [InlineData("$\"{Request.Scheme}://{host}/v2/login\"", true)]
    public Task OwnHost(string url, bool isReported) => VerifyCS.VerifyAsync($$"""
        public sealed class UserInfo { public string? Name { get; set; } }

        public class GitHubController(HttpClient http, string host) : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            public async Task<UserInfo?> Load()
            {
                var url = {{url}};
                var json = await http.GetStringAsync(url);
                return {{(isReported ? "[|JsonSerializer.Deserialize<UserInfo>(json)|]" : "JsonSerializer.Deserialize<UserInfo>(json)")}};
            }

            public string Used => host;
        }
        """);

    /// <summary>An address that is named after a server of the application: the provider that the type knows is called by that one.</summary>
    [Theory]
    [InlineData("http.GetStringAsync($\"{relayUrl}/profiles/{name}\")", false)]
    [InlineData("http.GetStringAsync(dbManagerApi + \"/profiles/\" + name)", false)]
    [InlineData("TextOf(await http.SendAsync(request))", false)]
    [InlineData("http.GetStringAsync($\"{baseUrl}/profiles/{name}\")", true)]
    [InlineData("http.GetStringAsync(baseUrl + \"/relay/\" + name)", true)]
    [InlineData("http.GetStringAsync($\"https://api.github.com/{dbManagerApi}\")", true)]
    public Task OwnServer(string call, bool isReported) => VerifyCS.VerifyAsync($$"""
        public sealed class Profile { public string? Name { get; set; } }

        public sealed class GitHubProfiles(HttpClient http, string relayUrl, string dbManagerApi, string baseUrl)
        {
            private const string Api = "https://api.github.com/user";

            public async Task<Profile?> Load(string name)
            {
                var request = new HttpRequestMessage(HttpMethod.Get, $"{relayUrl}/profiles/{name}");
                var json = await {{call}};
                return {{(isReported ? "[|JsonSerializer.Deserialize<Profile>(json)|]" : "JsonSerializer.Deserialize<Profile>(json)")}};
            }

            private static Task<string> TextOf(HttpResponseMessage response) => response.Content.ReadAsStringAsync();

            public string Used => relayUrl + dbManagerApi + baseUrl + Api;
        }
        """);

    /// <summary>A client with a bearer token, and the service of the same name that gets it by exchanging a code.</summary>
    [Theory]
    [InlineData("AcmeClient", "AcmeAuthService", "authorization_code", "Bearer", true)]
    [InlineData("AcmeClient", "OtherAuthService", "authorization_code", "Bearer", false)]
    [InlineData("ApiClient", "ApiAuthService", "authorization_code", "Bearer", false)]
    [InlineData("SampleClient", "SampleAuthService", "authorization_code", "Bearer", false)]
    [InlineData("AcmeClient", "AcmeAuthService", "client_credentials", "Bearer", false)]
    [InlineData("AcmeClient", "AcmeAuthService", "authorization_code", "Basic", false)]
    public Task ServiceOfTheSameName(string client, string service, string grant, string scheme, bool isReported) => VerifyCS.VerifyAsync($$"""
        using System.Net.Http.Headers;

        public sealed class Balance { public decimal Amount { get; set; } }

        public sealed class {{client}}(HttpClient http, {{service}} auth)
        {
            public Task<string> ConnectAsync(string code) => auth.ExchangeAsync(code);

            public async Task<Balance?> LoadAsync(string id, string access)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"/data/accounts/{id}/balance");
                request.Headers.Authorization = new AuthenticationHeaderValue("{{scheme}}", access);
                var response = await http.SendAsync(request);
                return await {{(isReported ? "[|response.Content.ReadFromJsonAsync<Balance>()|]" : "response.Content.ReadFromJsonAsync<Balance>()")}};
            }
        }

        public sealed class {{service}}(HttpClient http, string url)
        {
            public async Task<string> ExchangeAsync(string code)
            {
                var response = await http.PostAsync(url + "/connect/token", new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["grant_type"] = "{{grant}}",
                    ["code"] = code,
                }));
                return await response.Content.ReadAsStringAsync();
            }
        }
        """);

    /// <summary>The same if the client holds the service by an interface.</summary>
    [Theory]
    [InlineData("IAcmeTokenProvider", "authorization_code", true)]
    [InlineData("IAcmeTokenProvider", "client_credentials", false)]
    [InlineData("IOtherTokenProvider", "authorization_code", false)]
    public Task ServiceBehindAnInterface(string service, string grant, bool isReported) => VerifyCS.VerifyAsync($$"""
        using System.Net.Http.Headers;

        public sealed class Balance { public decimal Amount { get; set; } }

        public interface {{service}}
        {
            Task<string> GetAsync(string code);
        }

        public sealed class AcmeClient(HttpClient http, {{service}} tokens)
        {
            public async Task<Balance?> LoadAsync(string code) => await FetchAsync<Balance>("data/balance", await tokens.GetAsync(code));

            private async Task<T?> FetchAsync<T>(string url, string access)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, url);
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", access);
                var response = await http.SendAsync(request);
                return await {{(isReported ? "[|response.Content.ReadFromJsonAsync<T>()|]" : "response.Content.ReadFromJsonAsync<T>()")}};
            }
        }

        public sealed class {{service[1..]}}(HttpClient http, string url) : {{service}}
        {
            public async Task<string> GetAsync(string code)
            {
                var response = await http.PostAsync(url + "/connect/token", new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["grant_type"] = "{{grant}}",
                    ["code"] = code,
                }));
                return await response.Content.ReadAsStringAsync();
            }
        }
        """);

    /// <summary>A message handler that gives a token to the requests of a client.</summary>
    [Theory]
    [InlineData("new(new TokenHandler())", "", "Spotify", "Bearer", true)]
    [InlineData("new(new TokenHandler())", "", "Music", "Bearer", false)]
    [InlineData("new(new TokenHandler())", "", "Spotify", "Basic", false)]
    [InlineData("new(new HttpClientHandler())", "", "Spotify", "Bearer", false)]
    [InlineData("null!", "services.AddHttpClient<SpotifyTracks>().AddHttpMessageHandler<TokenHandler>();", "Spotify", "Bearer", true)]
    [InlineData("null!", "services.AddHttpClient<SpotifyTracks>();", "Spotify", "Bearer", false)]
    [InlineData("null!", "services.AddHttpClient<ShopTracks>(c => c.BaseAddress = new Uri(\"https://shop.contoso.com/\")).AddHttpMessageHandler<TokenHandler>();", "Shop", "Bearer", false)]
    public Task HandlerOfAClient(string client, string registration, string provider, string scheme, bool isReported) => VerifyCS.VerifyAsync($$"""
        using System.Net.Http.Headers;
        using Microsoft.Extensions.DependencyInjection;

        public sealed class Track { public string? Name { get; set; } }

        public sealed class {{provider}}Tracks
        {
            private readonly HttpClient _client = {{(client == "null!" ? client : client.Replace("new(", "new HttpClient(", StringComparison.Ordinal))}};

            public {{provider}}Tracks(HttpClient client) => _client = {{(client == "null!" ? "client" : "_client ?? client")}};

            public async Task<Track?> LoadAsync(HttpRequestMessage request)
            {
                var response = await _client.SendAsync(request);
                return await {{(isReported ? "[|response.Content.ReadFromJsonAsync<Track>()|]" : "response.Content.ReadFromJsonAsync<Track>()")}};
            }
        }

        public sealed class TokenHandler : DelegatingHandler
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("{{scheme}}", "t");
                return base.SendAsync(request, cancellationToken);
            }
        }

        public static class Setup
        {
            public static void Add(IServiceCollection services)
            {
                {{registration}}
            }
        }
        """);

    /// <summary>A private helper that parses the text of a response that its caller is given.</summary>
    [Theory]
    [InlineData("HttpResponseMessage response", "await response.Content.ReadAsStringAsync()", true)]
    [InlineData("string response", "await Task.FromResult(response)", false)]
    public Task TextOfAGivenResponse(string parameter, string text, bool isReported) => VerifyCS.VerifyAsync($$"""
        public sealed class Failure { public string? Code { get; set; } }

        public sealed class TokenResource(HttpClient http)
        {
            public async Task<string> ExchangeAsync(HttpContent form)
            {
                var sent = await http.PostAsync("https://slack.com/api/oauth.v2.access", form);
                return await ProcessAsync({{(isReported ? "sent" : "sent.ReasonPhrase!")}});
            }

            private async Task<string> ProcessAsync({{parameter}})
            {
                var text = {{text}};
                return text.Length > 9 ? text : Describe(text);
            }

            private static string Describe(string text)
            {
                var failure = {{(isReported ? "[|JsonSerializer.Deserialize<Failure>(text)|]" : "JsonSerializer.Deserialize<Failure>(text)")}};
                return failure?.Code ?? "";
            }
        }
        """);
}
