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

    /// <summary>The handlers are removed for the client, or removed or adjusted for all clients.</summary>
    [Theory]
    [InlineData("services.AddServiceDefaults(); services.AddHttpClient<ZoomClient>().RemoveAllResilienceHandlers();")]
    [InlineData("services.AddServiceDefaults(); services.AddHttpClient<ZoomClient>().RemoveAllResilienceHandlers().AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods());")]
    [InlineData("services.AddServiceDefaults(); services.ConfigureHttpClientDefaults(http => http.RemoveAllResilienceHandlers().AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods()));")]
    [InlineData("services.AddServiceDefaults(); services.ConfigureHttpClientDefaults(http => http.RemoveAllResilienceHandlers());")]
    [InlineData("services.AddServiceDefaults(); services.ConfigureAll<HttpStandardResilienceOptions>(options => options.Retry.DisableForUnsafeHttpMethods());")]
    [InlineData("services.AddHttpClient<ZoomClient>();")]
    public Task ClientWithoutTheDefaults_DoesNotTrigger(string registration) =>
        VerifyAsync(App(registration), Compile("ServiceDefaults", Defaults(Standard)));

    /// <summary>A handler of the client's own comes on top of those of all clients.</summary>
    [Theory]
    [InlineData("AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods())")]
    [InlineData("AddResilienceHandler(\"t\", builder => builder.AddTimeout(TimeSpan.FromSeconds(3)))")]
    public Task ClientWithAHandlerOfItsOwn_Triggers(string handler) => VerifyAsync(
        "using Polly;\n" + App("services.[|AddServiceDefaults|](); services.AddHttpClient<ZoomClient>()." + handler + ";"),
        Compile("ServiceDefaults", Defaults(Standard)));

    /// <summary>Options of the standard handlers do not concern other ones.</summary>
    [Theory]
    [InlineData("http.AddResilienceHandler(\"x\", builder => builder.AddRetry(new HttpRetryStrategyOptions()));", "[|AddServiceDefaults|]")]
    [InlineData("http.AddStandardHedgingHandler();", "AddServiceDefaults")]
    public Task OptionsOfTheStandardHandlers(string handler, string call) => VerifyAsync(
        App($"services.{call}(); services.ConfigureAll<HttpStandardResilienceOptions>(options => options.Retry.DisableForUnsafeHttpMethods());"),
        Compile("ServiceDefaults", Defaults(handler)));

    /// <summary>A removal concerns the handlers that were added before it.</summary>
    [Theory]
    [InlineData("http.RemoveAllResilienceHandlers(); http.AddStandardResilienceHandler();", "[|AddServiceDefaults|]")]
    [InlineData("http.RemoveAllResilienceHandlers().AddStandardResilienceHandler();", "[|AddServiceDefaults|]")]
    [InlineData("http.AddStandardResilienceHandler(); http.RemoveAllResilienceHandlers();", "AddServiceDefaults")]
    public Task RemovalInTheServiceDefaults(string handlers, string call) =>
        VerifyAsync(App($"services.{call}();"), Compile("ServiceDefaults", Defaults(handlers)));

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
    [InlineData("services.ConfigureHttpClientDefaults(http => http.RemoveAllResilienceHandlers().[|AddStandardResilienceHandler|]());")]
    [InlineData("services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler()); services.ConfigureHttpClientDefaults(http => http.RemoveAllResilienceHandlers());")]
    public Task DefaultsOfTheProject_ExceptForClientsOfTheirOwn(string registration) => VerifyAsync(App(registration));

    /// <summary>The service with the request is in a third project, which does not see the defaults.</summary>
    [Theory]
    [InlineData("services.[|AddServiceDefaults|](); services.AddHttpClient<ZoomClient>();")]
    [InlineData("services.[|AddServiceDefaults|](); services.AddScoped<IZoomClient, ZoomClient>();")]
    [InlineData("services.[|AddServiceDefaults|](); services.AddSingleton(_ => new ZoomClient(null!));")]
    [InlineData("services.[|AddServiceDefaults|](); services.AddScoped(typeof(IZoomClient), typeof(ZoomClient));")]
    [InlineData("services.[|AddServiceDefaults|](); services.AddZoom();")]
    [InlineData("services.AddServiceDefaults();")]
    [InlineData("services.AddServiceDefaults(); services.BuildServiceProvider().GetRequiredService<ZoomClient>();")]
    [InlineData("services.AddServiceDefaults(); Console.WriteLine(typeof(ZoomClient).Assembly);")]
    [InlineData("services.AddHttpClient<ZoomClient>().[|AddStandardResilienceHandler|]();")]
    [InlineData("services.AddHttpClient<ZoomClient>().AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods());")]
    public Task RequestOfALibrary(string registration) =>
        VerifyAsync(Startup(registration), Compile("ServiceDefaults", Defaults(Standard)), Compile("Zoom", """
            using Microsoft.Extensions.DependencyInjection;

            """ + Client(Post) + """

            public static class ZoomServices
            {
                public static void AddZoom(this IServiceCollection services) => services.AddClients();

                private static void AddClients(this IServiceCollection services) => services.AddHttpClient<ZoomClient>();
            }
            """));

    /// <summary>A method of another project registers clients by their names; a typed client of that project sends no requests of this one.</summary>
    [Theory]
    [InlineData("services.AddHttpClient(\"zoom\").AddRetries();", "[|AddClients|]")]
    [InlineData("services.AddHttpClient(\"zoom\").AddStandardResilienceHandler();", "[|AddClients|]")]
    [InlineData("services.AddHttpClient(\"zoom\").AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods());", "AddClients")]
    [InlineData("services.AddHttpClient(\"other\").AddRetries(); services.AddHttpClient(\"zoom\");", "AddClients")]
    [InlineData("services.AddHttpClient<OtherClient>().AddRetries();", "AddClients")]
    public Task NamedClientsOfAnotherProject(string registration, string call) => VerifyAsync(
        Startup($"services.{call}();") + """

        public sealed class ZoomService(IHttpClientFactory factory)
        {
            public Task RefreshAsync(string token)
            {
                var http = factory.CreateClient("zoom");
                return $POST;
            }
        }
        """.Replace("$POST", Post, StringComparison.Ordinal),
        Compile("Clients", $$"""
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.Extensions.Http.Resilience;

            public sealed class OtherClient(HttpClient http)
            {
                public HttpClient Http => http;
            }

            public static class Clients
            {
                public static void AddClients(this IServiceCollection services)
                {
                    {{registration}}
                }

                public static void AddRetries(this IHttpClientBuilder builder) => builder.AddStandardResilienceHandler();
            }
            """));

    /// <summary>The project with the defaults references the service: the report is where the service is registered, and only there.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RequestThatTheProjectWithTheDefaultsSees(bool isRegisteredThere)
    {
        var zoom = Compile("Zoom", Client(Post));
        var defaults = Defaults(isRegisteredThere ? "services.AddHttpClient<ZoomClient>(); " + Standard : Standard);
        await VerifyAsync(
            Startup($"services.{(isRegisteredThere ? "AddServiceDefaults" : "[|AddServiceDefaults|]")}(); services.AddHttpClient<ZoomClient>();"),
            Compile("ServiceDefaults", defaults, zoom),
            zoom);
        await VerifyAsync(isRegisteredThere ? defaults.Replace("AddStandardResilienceHandler", "[|AddStandardResilienceHandler|]", StringComparison.Ordinal) : defaults, zoom);
    }

    /// <summary>The builder's extension method is followed to its callers, but not to those of another method with its name.</summary>
    [Theory]
    [InlineData("AddRetries(2)", "[|AddStandardResilienceHandler|]")]
    [InlineData("AddRetries(\"none\")", "AddStandardResilienceHandler")]
    public Task MethodThatCallsItself(string call, string handler) => VerifyAsync(App($"services.AddHttpClient<ZoomClient>().{call};") + $$"""

        public static class Builders
        {
            public static IHttpClientBuilder AddRetries(this IHttpClientBuilder builder, int left)
            {
                if (left > 0)
                {
                    builder.AddRetries(left - 1);
                }

                builder.{{handler}}();
                return builder;
            }

            public static IHttpClientBuilder AddRetries(this IHttpClientBuilder builder, string kind) => builder;
        }
        """);

    /// <summary>A loop calls a service in another file or project, with another call as its argument.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task LoopAroundAServiceElsewhere(bool isInAnotherProject)
    {
        const string Job = """
            public sealed class Job(ZoomClient zoom)
            {
                public async Task RunAsync(string value)
                {
                    for (var attempt = 0; attempt < 3; attempt++)
                    {
                        try
                        {
                            await Log(zoom.[|RefreshAsync|](Unprotect(value)));
                            return;
                        }
                        catch (HttpRequestException)
                        {
                        }
                    }
                }

                private static Task Log(Task task) => task;

                private static string Unprotect(string value) => value;
            }
            """;
        var service = new string('\n', 2000) + Client(Post);
        return isInAnotherProject ? VerifyAsync(Job, Compile("Zoom", service)) : VerifyCS.VerifyAsync(("Job.cs", Job), ("Zoom.cs", service));
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
    [InlineData("Retry.ExecuteAsync(() => SendPingAsync(http, stop)).ContinueWith(_ => http.PostAsync(url, form)).Unwrap()", false)]
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

                public static Task<HttpResponseMessage> PostFormAsync(
                    this System.Net.Http.HttpClient? http, string url, FormUrlEncodedContent form, System.Threading.CancellationToken? stop = null) => {{body}};

                private static Task<HttpResponseMessage> SendPingAsync(HttpClient http, System.Threading.CancellationToken? stop) => http.GetAsync("ping");

                private static Task<HttpResponseMessage> SendAsync(HttpClient http, string url, FormUrlEncodedContent form) => http.PostAsync(url, form);
            }
            """));

    private static string Defaults(string handler) => $$"""
        #pragma warning disable EXTEXP0001 // RemoveAllResilienceHandlers is experimental
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
