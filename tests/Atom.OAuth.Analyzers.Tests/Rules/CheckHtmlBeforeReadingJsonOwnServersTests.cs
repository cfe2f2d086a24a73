using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM001: an application that calls its own server, for instance from the browser, and the same calls to a provider.</summary>
public sealed class CheckHtmlBeforeReadingJsonOwnServersTests
{
    /// <summary>A private helper that is given paths of the application's own API only.</summary>
    [Theory]
    [InlineData("api/auth/user", "api/auth/tracks", false)]
    [InlineData("api/auth/user", "/api/tracks?limit=1", false)]
    [InlineData("api/auth/user", "me/tracks", true)]
    [InlineData("api/auth/user", "https://api.contoso.com/tracks", true)]
    public Task HelperGivenPaths(string first, string second, bool isReported) => VerifyCS.VerifyAsync($$"""
        using System.Net.Http.Headers;

        public sealed record Track(string Name);

        public sealed class AuthService(IHttpClientFactory factory)
        {
            public Task<Track?> First(string token) => GetAsync<Track>("{{first}}", token);

            public Task<Track?> Second(string token) => GetAsync<Track>($"{{second}}", token);

            private async Task<T?> GetAsync<T>(string endpoint, string token)
            {
                var client = factory.CreateClient("Server");
                client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
                var response = await client.GetAsync(endpoint);
                response.EnsureSuccessStatusCode();
                return await {{(isReported ? "[|response.Content.ReadFromJsonAsync<T>()|]" : "response.Content.ReadFromJsonAsync<T>()")}};
            }
        }
        """);

    /// <summary>A client that is created for a call, with the address of the developer's own machine.</summary>
    [Theory]
    [InlineData("http.BaseAddress = new Uri(\"https://localhost:7001/\");", false)]
    [InlineData("http.BaseAddress = request.RequestUri is null ? new Uri(\"https://localhost:7001/\") : new Uri(request.RequestUri.Authority);", false)]
    [InlineData("http.BaseAddress = new Uri(address ?? \"http://localhost:9090\");", true)]
    [InlineData("http.BaseAddress = new Uri(address.Contains(\"http://localhost\") ? address : \"https://api.contoso.com\");", true)]
    [InlineData("http.BaseAddress = new Uri(address);", true)]
    [InlineData("", true)]
    public Task AddressOfAClient(string statement, bool isReported) => VerifyCS.VerifyAsync($$"""
        using System.Net.Http.Headers;

        public sealed record Renewed(string Value);

        public sealed class SpotifyTokenHandler(string address) : DelegatingHandler
        {
            public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string refresh)
            {
                var http = new HttpClient();
                {{statement}}
                var response = await http.PostAsync($"session/renew?old={refresh}", null);
                var renewed = await {{(isReported ? "[|response.Content.ReadFromJsonAsync<Renewed>()|]" : "response.Content.ReadFromJsonAsync<Renewed>()")}};
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", renewed?.Value + address);
                return await base.SendAsync(request, default);
            }
        }
        """);

    /// <summary>A client that is registered with the address from which the browser loaded the application.</summary>
    [Theory]
    [InlineData("services.AddHttpClient<DataService>(client => client.BaseAddress = new Uri(host.HostEnvironment.BaseAddress));", "/api/userinfo/", false)]
    [InlineData("services.AddHttpClient<IDataService, DataService>(client => client.BaseAddress = new Uri(host.Settings[\"Api\"] ?? host.HostEnvironment.BaseAddress));", "/api/userinfo/", false)]
    [InlineData("services.AddScoped(_ => new HttpClient { BaseAddress = new Uri(host.HostEnvironment.BaseAddress) });", "/api/userinfo/", false)]
    [InlineData("services.AddScoped(_ => new HttpClient { BaseAddress = new Uri(host.HostEnvironment.BaseAddress) });", "https://login.contoso.com/userinfo", true)]
    [InlineData("services.AddScoped(_ => new HttpClient { BaseAddress = new Uri(host.HostEnvironment.BaseAddress) }); services.AddScoped(_ => new DataService(host.Client));", "/api/userinfo/", true)]
    [InlineData("services.AddScoped(_ => new HttpClient { BaseAddress = new Uri(host.HostEnvironment.BaseAddress) }); services.AddScoped<DataService>(_ => new(host.Client));", "/api/userinfo/", true)]
    [InlineData("services.AddScoped(_ => new HttpClient { BaseAddress = new Uri(host.HostEnvironment.BaseAddress) }); services.AddScoped<DataService>();", "/api/userinfo/", false)]
    [InlineData("services.AddHttpClient<DataService>(client => client.BaseAddress = new Uri(host.HostEnvironment.BaseAddress.Contains(\"test\") ? host.Settings[\"Test\"] : host.Settings[\"Api\"]));", "/api/userinfo/", true)]
    [InlineData("services.AddHttpClient<DataService>(client => client.BaseAddress = new Uri(host.Settings[\"Api\"]));", "/api/userinfo/", true)]
    [InlineData("services.AddHttpClient<Host>(client => client.BaseAddress = new Uri(host.HostEnvironment.BaseAddress));", "/api/userinfo/", true)]
    public Task AddressOfTheApplication(string registration, string url, bool isReported) => VerifyCS.VerifyAsync($$"""
        using Microsoft.Extensions.DependencyInjection;

        public interface IDataService;

        public sealed record User(string Name);

        public sealed class HostEnvironment { public string BaseAddress { get; set; } = ""; }

        public sealed class Host
        {
            public HostEnvironment HostEnvironment { get; } = new();

            public Dictionary<string, string> Settings { get; } = new();

            public HttpClient Client { get; } = new();
        }

        public static class Setup
        {
            public static void Add(IServiceCollection services, Host host)
            {
                {{registration}}
            }
        }

        public sealed class DataService : IDataService
        {
            private readonly HttpClient _http;

            public DataService(HttpClient http) => _http = http;

            public async Task<User?> GetUserAsync()
            {
                var response = await _http.GetAsync(new Uri("{{url}}", UriKind.RelativeOrAbsolute));
                var text = await response.Content.ReadAsStringAsync();
                return {{(isReported ? "[|JsonSerializer.Deserialize<User>(text)|]" : "JsonSerializer.Deserialize<User>(text)")}};
            }
        }
        """);

    /// <summary>A client of Microsoft.AspNet.WebApi.Client, whose calls have the same names.</summary>
    [Theory]
    [InlineData("api/account/login", false)]
    [InlineData("https://api.contoso.com/login", true)]
    public Task CallOfWebApiClient(string url, bool isReported) => VerifyCS.VerifyAsync($$"""
        namespace System.Net.Http
        {
            public static class HttpClientExtensions
            {
                public static Task<HttpResponseMessage> PostObjectAsync<T>(this HttpClient client, string url, T value) => throw new Exception(url + client + value);
            }
        }

        namespace Contoso
        {
            public sealed record TokenAnswer(string Value);

            public sealed class AuthService(HttpClient http)
            {
                public async Task<TokenAnswer?> LoginAsync(string user)
                {
                    var response = await http.PostObjectAsync("{{url}}", new { user });
                    return await {{(isReported ? "[|response.Content.ReadFromJsonAsync<TokenAnswer>()|]" : "response.Content.ReadFromJsonAsync<TokenAnswer>()")}};
                }
            }
        }
        """);
}
