using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.UseCurrentProviderEndpointAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM007 for paths that are separate from their host: in the constructor, in the registration, in another file.</summary>
public sealed class UseCurrentProviderEndpointClientsTests
{
    /// <summary>The parts of Refit that these tests need.</summary>
    private const string Refit = """
        namespace Refit
        {
            [AttributeUsage(AttributeTargets.Method)] public sealed class PostAttribute(string path) : Attribute { public string Path => path; }
            [AttributeUsage(AttributeTargets.Method)] public sealed class DeleteAttribute(string path) : Attribute { public string Path => path; }
            [AttributeUsage(AttributeTargets.Interface)] public sealed class HeadersAttribute(params string[] headers) : Attribute { public string[] Headers => headers; }
            public static class RestService { public static T For<T>(string host) => throw new NotSupportedException(host); }
            public static class Extensions { public static Microsoft.Extensions.DependencyInjection.IHttpClientBuilder AddRefitClient<T>(this Microsoft.Extensions.DependencyInjection.IServiceCollection services) => throw new NotSupportedException(); }
        }
        """;

    [Theory]
    [InlineData("services.AddHttpClient<HubSpotTokens>(c => c.BaseAddress = new Uri(\"https://api.hubapi.com\"));")]
    [InlineData("services.AddHttpClient<HubSpotTokens>().ConfigureHttpClient(c => c.BaseAddress = new Uri(\"https://api.hubapi.com/\"));")]
    [InlineData("services.AddHttpClient<IHubSpotTokens, HubSpotTokens>(c => { c.BaseAddress = new Uri(Urls.HubSpot); });")]
    [InlineData("services.AddHttpClient(\"HubSpot\", c => c.BaseAddress = new Uri(\"https://api.hubapi.com\")).AddTypedClient<HubSpotTokens>();")]
    public Task TypedClient_InAnotherFile_Triggers(string registration) => VerifyCS.VerifyAsync(
        ("Tokens.cs", """
            public interface IHubSpotTokens { }
            public class HubSpotTokens(HttpClient http) : IHubSpotTokens
            {
                public Task<HttpResponseMessage> RefreshAsync(HttpContent form) => http.PostAsync([|"/oauth/v1/token"|], form);
            }
            """),
        ("Startup.cs", $$"""
            using Microsoft.Extensions.DependencyInjection;
            public static class Urls { public const string HubSpot = "https://api.hubapi.com"; }
            public static class Startup { public static void Add(IServiceCollection services) { {{registration}} } }
            """));

    [Theory]
    [InlineData("clients.CreateClient(\"HubSpot\").PostAsync([|\"oauth/v1/token\"|], form)")]
    [InlineData("clients.CreateClient(Names.HubSpot).PostAsync([|\"oauth/v1/token\"|], form)", "Names.HubSpot")]
    [InlineData("clients.CreateClient(\"Contoso\").PostAsync(\"oauth/v1/token\", form)")]
    public Task NamedClient_Triggers(string call, string name = "\"HubSpot\"") => VerifyCS.VerifyAsync(
        ("Tokens.cs", $$"""
            public class Tokens(IHttpClientFactory clients)
            {
                public Task<HttpResponseMessage> RefreshAsync(HttpContent form) => {{call}};
            }
            """),
        ("Startup.cs", $$"""
            using Microsoft.Extensions.DependencyInjection;
            public static class Names { public const string HubSpot = "HubSpot"; }
            public static class Startup
            {
                public static void Add(IServiceCollection services)
                {
                    services.AddHttpClient({{name}}, c => c.BaseAddress = new Uri("https://api.hubapi.com"));
                    services.AddHttpClient("Contoso", c => c.BaseAddress = new Uri("https://api.contoso.com"));
                }
            }
            """));

    /// <summary>The type uses clients of two servers: each call belongs to its own.</summary>
    [Fact]
    public Task TwoNamedClients_EachByItsOwn() => VerifyCS.VerifyAsync("""
        using Microsoft.Extensions.DependencyInjection;
        public class Tokens(IHttpClientFactory clients)
        {
            public async Task M(HttpContent form)
            {
                var hubSpot = clients.CreateClient("HubSpot");
                await hubSpot.PostAsync([|"oauth/v1/token"|], form);
                var contoso = clients.CreateClient("Contoso");
                await contoso.PostAsync("oauth/v1/token", form);
            }

            public static void Add(IServiceCollection services)
            {
                services.AddHttpClient("HubSpot", c => c.BaseAddress = new Uri("https://api.hubapi.com"));
                services.AddHttpClient("Contoso", c => c.BaseAddress = new Uri("https://api.contoso.com"));
            }
        }
        """);

    [Theory]
    [InlineData("https://slack.com/api/", "[|\"oauth.access\"|]")]
    [InlineData("https://slack.com/api", "[|\"/oauth.access\"|]")]
    [InlineData("https://slack.com", "[|\"api/files.upload\"|]")]
    [InlineData("https://slack.com/api/", "\"oauth.v2.access\"")]
    [InlineData("https://api.contoso.com/slack.com/", "\"oauth.access\"")]
    public Task RestSharp_And_HttpClient_Trigger(string address, string path) => VerifyCS.VerifyAsync($$"""
        using RestSharp;
        public class RestTokens
        {
            private readonly RestClient _client = new("{{address}}");
            public Task M() => _client.ExecuteAsync(new RestRequest({{path}}, Method.Post));
        }

        public class Tokens
        {
            public async Task M()
            {
                var client = new RestClient(new RestClientOptions("{{address}}"));
                await client.ExecuteAsync(new RestRequest({{path}}));
            }
        }

        public class HttpTokens
        {
            private readonly HttpClient _http = new() { BaseAddress = new Uri("{{address}}") };
            public Task M(HttpContent form) => _http.PostAsync({{path}}, form);
        }

        public class LateTokens
        {
            private readonly HttpClient _http;
            public LateTokens(HttpClient http) { _http = http; _http.BaseAddress = new Uri("{{address}}"); }
            public Task M(HttpContent form) => _http.PostAsync({{path}}, form);
        }
        """);

    [Theory]
    [InlineData("services.AddRefitClient<IHubSpot>().ConfigureHttpClient(c => c.BaseAddress = new Uri(\"https://api.hubapi.com\"));")]
    [InlineData("RestService.For<IHubSpot>(\"https://api.hubapi.com\");")]
    public Task RefitInterface_Triggers(string registration) => VerifyCS.VerifyAsync(
        ("Refit.cs", Refit),
        ("HubSpot.cs", """
            using Refit;
            public interface IHubSpot
            {
                [Post([|"/oauth/v1/token"|])] Task<string> TokenAsync();
                [Delete([|"/oauth/v1/refresh-tokens/{token}"|])] Task DeleteAsync(string token);
                [Post("/oauth/2026-03/token")] Task<string> NewTokenAsync();
            }
            """),
        ("Startup.cs", $$"""
            using Microsoft.Extensions.DependencyInjection;
            using Refit;
            public static class Startup { public static void Add(IServiceCollection services) { {{registration}} } }
            """));

    [Fact]
    public Task RefitHeader_Triggers() => VerifyCS.VerifyAsync(
        ("Refit.cs", Refit),
        ("Notion.cs", """
            using Refit;
            [Headers([|"Notion-Version: 2022-06-28"|], "Accept: application/json")]
            public interface INotion { }
            public static class Clients { public static INotion Create() => RestService.For<INotion>("https://api.notion.com"); }
            """));

    /// <summary>A constant in another file: the use is reported, without a fix.</summary>
    [Fact]
    public Task ConstantOfAnotherFile_IsReportedWhereItIsUsed() => VerifyCS.VerifyAsync(
        ("Options.cs", "public static class GraphOptions { public const string Version = \"v17.0\"; }"),
        ("Client.cs", "public class Client { string Url(string id) => [|$\"https://graph.facebook.com/{GraphOptions.Version}/{id}\"|]; }"));

    /// <summary>The type uses two servers, and nothing shows to which of them the path belongs.</summary>
    [Fact]
    public Task TypeWithTwoServers_DoesNotTrigger() => VerifyCS.VerifyAsync("""
        public class Tokens
        {
            private readonly HttpClient _hubSpot = new() { BaseAddress = new Uri("https://api.hubapi.com") };
            private readonly HttpClient _contoso = new() { BaseAddress = new Uri("https://api.contoso.com") };
            public Task M(HttpContent form) => _contoso.PostAsync("oauth/v1/token", form);
        }
        """);
}
