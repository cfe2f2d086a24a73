using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using static Atom.OAuth.Analyzers.Tests.OtherProject;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.SendTokenRequestOnceAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>
/// ATOM008 in a layered solution: one project adds the handler or has the helper, another sends the request. An editor shows the source of both, a
/// build only that of the compiled project.
/// </summary>
public sealed class SendTokenRequestOnceProjectsTests
{
    private const string Refresh = """
        new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = token })
        """;

    private const string Standard = "http.AddStandardResilienceHandler();";

    private const string Post = "http.PostAsync(\"https://zoom.us/oauth/token\", " + Refresh + ")";

    [Theory]
    [InlineData(Standard)]
    [InlineData("http.AddStandardHedgingHandler();")]
    [InlineData("http.AddResilienceHandler(\"x\", builder => builder.AddRetry(new HttpRetryStrategyOptions()));")]
    public Task ServiceDefaults_TriggerWhereTheyAreCalled(string handler) =>
        VerifyAsync(App("services.[|AddServiceDefaults|]();"), Compile("ServiceDefaults", Defaults(handler)));

    [Theory]
    [InlineData("http.AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods());")]
    [InlineData("http.AddStandardResilienceHandler().Configure(options => options.Retry.DisableFor(HttpMethod.Post));")]
    [InlineData("http.AddStandardResilienceHandler(options => options.Retry.ShouldHandle = _ => ValueTask.FromResult(false));")]
    [InlineData("http.AddResilienceHandler(\"x\", builder => builder.AddTimeout(TimeSpan.FromSeconds(3)));")]
    [InlineData("")]
    public Task ServiceDefaultsThatLeaveThePostOut_DoNotTrigger(string handler) =>
        VerifyAsync(App("services.AddServiceDefaults();"), Compile("ServiceDefaults", Defaults(handler)));

    /// <summary>The client's own registration decides, or the handlers are removed or adjusted for all clients.</summary>
    [Theory]
    [InlineData("services.AddServiceDefaults(); services.AddHttpClient<ZoomClient>().RemoveAllResilienceHandlers();")]
    [InlineData("services.AddServiceDefaults(); services.AddHttpClient<ZoomClient>().RemoveAllResilienceHandlers().AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods());")]
    [InlineData("services.AddServiceDefaults(); services.AddHttpClient<ZoomClient>().AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods());")]
    [InlineData("services.AddServiceDefaults(); services.ConfigureHttpClientDefaults(http => http.RemoveAllResilienceHandlers());")]
    [InlineData("services.AddServiceDefaults(); services.ConfigureAll<HttpStandardResilienceOptions>(options => options.Retry.DisableForUnsafeHttpMethods());")]
    [InlineData("services.AddHttpClient<ZoomClient>();")]
    public Task ClientWithoutTheDefaults_DoesNotTrigger(string registration) =>
        VerifyAsync(App(registration), Compile("ServiceDefaults", Defaults(Standard)));

    [Theory]
    [InlineData("http.GetStringAsync(\"https://zoom.us/v2/users/me\")")]
    [InlineData("http.PostAsync(\"https://zoom.us/oauth/token\", new FormUrlEncodedContent(new Dictionary<string, string> { [\"grant_type\"] = \"client_credentials\" }))")]
    [InlineData("new HttpClient().PostAsync(\"https://zoom.us/oauth/token\", " + Refresh + ")")]
    public Task OtherRequests_DoNotTrigger(string request) =>
        VerifyAsync(App("services.AddServiceDefaults();", request), Compile("ServiceDefaults", Defaults(Standard)));

    /// <summary>The same handler for all clients of the project itself.</summary>
    [Theory]
    [InlineData("services.ConfigureHttpClientDefaults(http => http.[|AddStandardResilienceHandler|]()); services.AddHttpClient<ZoomClient>();")]
    [InlineData("services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler()); services.AddHttpClient<ZoomClient>().RemoveAllResilienceHandlers();")]
    public Task DefaultsOfTheProject_ExceptForClientsOfTheirOwn(string registration) => VerifyAsync(App(registration));

    /// <summary>The service with the request is in a third project, which does not see the defaults.</summary>
    [Theory]
    [InlineData("services.[|AddServiceDefaults|](); services.AddHttpClient<ZoomClient>();")]
    [InlineData("services.[|AddServiceDefaults|](); services.AddScoped<IZoomClient, ZoomClient>();")]
    [InlineData("services.[|AddServiceDefaults|](); services.AddSingleton(_ => new ZoomClient(null!));")]
    [InlineData("services.AddServiceDefaults();")]
    [InlineData("services.AddHttpClient<ZoomClient>().[|AddStandardResilienceHandler|]();")]
    [InlineData("services.AddHttpClient<ZoomClient>().AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods());")]
    public Task RequestOfALibrary(string registration) =>
        VerifyAsync(Startup(registration), Compile("ServiceDefaults", Defaults(Standard)), Compile("Zoom", Client(Post)));

    /// <summary>The project with the defaults sees the request, and has the report itself.</summary>
    [Fact]
    public Task RequestThatTheProjectWithTheDefaultsSees_IsReportedThere()
    {
        var zoom = Compile("Zoom", Client(Post));
        return VerifyAsync(Startup("services.AddServiceDefaults(); services.AddHttpClient<ZoomClient>();"), Compile("ServiceDefaults", Defaults(Standard), zoom), zoom);
    }

    [Fact]
    public Task Assembly_IsNotLookedInto() =>
        VerifyAsync(App("services.AddServiceDefaults();"), Image(Compile("ServiceDefaults", Defaults(Standard))));

    [Theory]
    [InlineData("services.AddServiceDefaults();")]
    [InlineData("services.AddHttpClient<ZoomClient>();")]
    public Task Option_KeepsTheRuleInTheProject(string registration) =>
        (VerifyCS.Test(App(registration)) with
        {
            MoreReferences = [Compile("ServiceDefaults", Defaults(Standard))],
            Options = ImmutableDictionary<string, string>.Empty.Add("atom_oauth.project_references", "ignore"),
        }).VerifyAsync();

    [Fact]
    public async Task Message_NamesTheCallAndTheRequest()
    {
        var report = Assert.Single(await (VerifyCS.Test(Startup("services.AddServiceDefaults(); services.AddHttpClient<ZoomClient>();")) with
        {
            MoreReferences = [Compile("ServiceDefaults", Defaults(Standard)), Compile("Zoom", Client(Post))],
        }).RunAsync());

        Assert.StartsWith("'AddServiceDefaults' resends the refresh in 'ZoomClient.RefreshAsync'", report.GetMessage(null), StringComparison.Ordinal);
        Assert.EndsWith("'Retry.DisableForUnsafeHttpMethods()'", report.GetMessage(null), StringComparison.Ordinal);
    }

    /// <summary>A helper in another project that sends again what it is given.</summary>
    [Theory]
    [InlineData("Retry.ExecuteAsync(() => http.PostAsync(url, form))", true)]
    [InlineData("Retry.ExecuteAsync(() => Policies.SendAsync(http, url, form))", true)]
    [InlineData("Breaker.ExecuteAsync(() => http.PostAsync(url, form))", false)]
    [InlineData("Retry.ExecuteAsync(() => http.GetAsync(url))", false)]
    [InlineData("Retry.ExecuteAsync(() => http.GetAsync(\"health\"))", false)]
    public Task HelperOfAnotherProject(string body, bool isReported) =>
        VerifyAsync(
            Startup("") + $$"""

            public sealed class Tokens(HttpClient http)
            {
                public Task<HttpResponseMessage> RefreshAsync(string token) => http.{{(isReported ? "[|PostFormAsync|]" : "PostFormAsync")}}("https://zoom.us/oauth/token", {{Refresh}});

                public Task<HttpResponseMessage> RevokeAsync(string token) =>
                    http.PostFormAsync("https://zoom.us/oauth/revoke", new FormUrlEncodedContent(new Dictionary<string, string> { ["token"] = token }));
            }
            """,
            Compile("Web", $$"""
            using Polly;
            using Polly.Extensions.Http;

            public static class Policies
            {
                private static readonly IAsyncPolicy<HttpResponseMessage> Retry = HttpPolicyExtensions.HandleTransientHttpError().WaitAndRetryAsync(2, _ => TimeSpan.FromSeconds(1));
                private static readonly IAsyncPolicy<HttpResponseMessage> Breaker = HttpPolicyExtensions.HandleTransientHttpError().CircuitBreakerAsync(2, TimeSpan.FromSeconds(1));

                public static Task<HttpResponseMessage> PostFormAsync(this HttpClient http, string url, FormUrlEncodedContent form) => {{body}};

                private static Task<HttpResponseMessage> SendAsync(HttpClient http, string url, FormUrlEncodedContent form) => http.PostAsync(url, form);
            }
            """));

    private static string Defaults(string handler) => $$"""
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Http.Resilience;
        using Polly;

        public static class Extensions
        {
            public static IServiceCollection AddServiceDefaults(this IServiceCollection services)
            {
                services.AddResilience();
                return services;
            }

            private static void AddResilience(this IServiceCollection services) =>
                services.ConfigureHttpClientDefaults(http => { {{handler}} });
        }
        """;

    private static string App(string registration, string request = Post) => Startup(registration) + "\n" + Client(request);

    private static string Startup(string registration) => $$"""
        #pragma warning disable EXTEXP0001 // RemoveAllResilienceHandlers is experimental
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Http.Resilience;

        public static class App
        {
            public static void Add(IServiceCollection services)
            {
                {{registration}}
            }
        }
        """;

    private static string Client(string request) => $$"""
        public interface IZoomClient { }

        public sealed class ZoomClient(HttpClient http) : IZoomClient
        {
            public HttpClient Http => http;

            public Task RefreshAsync(string token) => {{request}};
        }
        """;

    private static Task VerifyAsync(string source, params MetadataReference[] projects) =>
        (VerifyCS.Test(source) with { MoreReferences = [.. projects] }).VerifyAsync();
}
