using System.Collections.Immutable;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.SendTokenRequestOnceAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM008 for HTTP clients with handlers that resend requests: which handlers do, and whose requests they handle.</summary>
public sealed class SendTokenRequestOnceClientsTests
{
    [Theory]
    [InlineData("services.AddHttpClient<SlackClient>().[|AddStandardResilienceHandler|]();")]
    [InlineData("services.AddHttpClient<SlackClient>(client => client.Timeout = TimeSpan.FromSeconds(9)).[|AddStandardResilienceHandler|](options => options.Retry.MaxRetryAttempts = 2);")]
    [InlineData("services.AddHttpClient<ISlackClient, SlackClient>().[|AddStandardResilienceHandler|]();")]
    [InlineData("services.AddHttpClient<SlackClient>().[|AddStandardHedgingHandler|]();")]
    [InlineData("services.AddHttpClient<SlackClient>().[|AddResilienceHandler|](\"x\", builder => builder.AddRetry(new HttpRetryStrategyOptions()));")]
    [InlineData("services.AddHttpClient<SlackClient>().[|AddTransientHttpErrorPolicy|](policy => policy.WaitAndRetryAsync(3, _ => TimeSpan.FromSeconds(1)));")]
    [InlineData("services.AddHttpClient<SlackClient>().[|AddPolicyHandler|](RetryPolicy());")]
    [InlineData("var retry = HttpPolicyExtensions.HandleTransientHttpError().RetryAsync(3); services.AddHttpClient<SlackClient>().[|AddPolicyHandler|](retry);")]
    [InlineData("services.AddHttpClient<SlackClient>().[|AddHttpMessageHandler|]<RetryHandler>();")]
    [InlineData("services.AddHttpClient<SlackClient>().[|AddHttpMessageHandler|](() => new RetryHandler());")]
    [InlineData("services.AddHttpClient<SlackClient>().[|AddHttpMessageHandler|]<PatientHandler>();")]
    [InlineData("services.AddHttpClient<SlackClient>().[|AddHttpMessageHandler|]<SecondHandler>();")]
    [InlineData("var builder = services.AddHttpClient<SlackClient>(); builder.[|AddStandardResilienceHandler|]();")]
    [InlineData("services.AddHttpClient(\"slack\").[|AddStandardResilienceHandler|]();")]
    [InlineData("services.AddHttpClient(Names.Slack).[|AddStandardResilienceHandler|]();")]
    [InlineData("services.AddHttpClient(\"field\").[|AddStandardResilienceHandler|]();")]
    [InlineData("services.AddHttpClient(\"helper\").[|AddStandardResilienceHandler|]();")]
    [InlineData("services.AddHttpClient(\"chain\").[|AddStandardResilienceHandler|]();")]
    [InlineData("services.ConfigureHttpClientDefaults(http => http.[|AddStandardResilienceHandler|]());")]
    [InlineData("services.ConfigureHttpClientDefaults(http => { http.[|AddStandardResilienceHandler|](); });")]
    public Task Handler_Triggers(string registration) => VerifyCS.VerifyAsync(Code(registration));

    [Theory]
    [InlineData("services.AddHttpClient<SlackClient>().AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods());")]
    [InlineData("services.AddHttpClient<SlackClient>().AddStandardResilienceHandler().Configure(options => options.Retry.DisableFor(HttpMethod.Post));")]
    [InlineData("var builder = services.AddHttpClient<SlackClient>().AddStandardResilienceHandler(); builder.Configure(options => options.Retry.DisableFor(HttpMethod.Post));")]
    [InlineData("services.AddHttpClient<SlackClient>().AddStandardResilienceHandler(options => options.Retry.ShouldHandle = _ => ValueTask.FromResult(false));")]
    [InlineData("services.AddHttpClient<SlackClient>().AddStandardResilienceHandler(); services.Configure<HttpStandardResilienceOptions>(\"SlackClient-standard\", options => options.Retry.DisableForUnsafeHttpMethods());")]
    [InlineData("services.AddHttpClient<SlackClient>().AddResilienceHandler(\"x\", builder => builder.AddTimeout(TimeSpan.FromSeconds(3)));")]
    [InlineData("services.AddHttpClient<SlackClient>().AddResilienceHandler(\"x\", builder => { var retry = new HttpRetryStrategyOptions(); retry.DisableFor(HttpMethod.Post); builder.AddRetry(retry); });")]
    [InlineData("services.AddHttpClient<SlackClient>().AddPolicyHandler(HttpPolicyExtensions.HandleTransientHttpError().CircuitBreakerAsync(3, TimeSpan.FromSeconds(1)));")]
    [InlineData("services.AddHttpClient<SlackClient>().AddPolicyHandler(request => request.Method == HttpMethod.Get ? RetryPolicy() : Policy.NoOpAsync<HttpResponseMessage>());")]
    [InlineData("services.AddHttpClient<SlackClient>().AddPolicyHandler(Policy.HandleResult<HttpResponseMessage>(response => response.StatusCode == HttpStatusCode.TooManyRequests).RetryAsync(3));")]
    [InlineData("services.AddHttpClient<SlackClient>().AddHttpMessageHandler<SafeRetryHandler>();")]
    [InlineData("services.AddHttpClient<SlackClient>().AddHttpMessageHandler<UnservedHandler>();")]
    [InlineData("services.AddHttpClient<SlackClient>().AddResilienceHandler(\"x\", builder => builder.AddRetry(new HttpRetryStrategyOptions { ShouldHandle = a => ValueTask.FromResult(a.Outcome.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError }) }));")]
    [InlineData("services.AddHttpClient<SlackClient>();")]
    [InlineData("services.AddHttpClient<ApiClient>().AddStandardResilienceHandler();")]
    [InlineData("services.AddHttpClient<MachineClient>().AddStandardResilienceHandler();")]
    [InlineData("services.AddHttpClient<OwnClient>().AddStandardResilienceHandler();")]
    [InlineData("services.AddHttpClient(\"api\").AddStandardResilienceHandler(); services.AddHttpClient(\"slack\");")]
    public Task OthersOrHandlerThatLeavesThePostOut_DoNotTrigger(string registration) => VerifyCS.VerifyAsync(Code(registration));

    /// <summary>An extension method of the project is followed to its receiver.</summary>
    [Theory]
    [InlineData("services.AddHttpClient<SlackClient>().AddRetries();", "[|AddStandardResilienceHandler|]")]
    [InlineData("services.AddHttpClient<ApiClient>().AddRetries();", "AddStandardResilienceHandler")]
    public Task OwnExtension_IsFollowed(string registration, string call) => VerifyCS.VerifyAsync(
        Code(registration) + $$"""

        public static class Extensions
        {
            public static IHttpClientBuilder AddRetries(this IHttpClientBuilder builder)
            {
                builder.{{call}}();
                return builder;
            }
        }
        """);

    /// <summary>The client is the injected one, even if the constructor throws without it, but not if it creates one instead.</summary>
    [Theory]
    [InlineData("http ?? throw new ArgumentNullException(nameof(http))", "[|AddStandardResilienceHandler|]")]
    [InlineData("http ?? new HttpClient()", "AddStandardResilienceHandler")]
    public Task InjectedClient(string client, string call) => VerifyCS.VerifyAsync(
        Code($"services.AddHttpClient<ZoomClient>().{call}();") + $$"""

        public sealed class ZoomClient
        {
            private readonly HttpClient _http;

            public ZoomClient(HttpClient http) => _http = {{client}};

            public Task<HttpResponseMessage> RefreshAsync(string token) => _http.PostAsync(
                "https://zoom.us/oauth/token", new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = token }));
        }
        """);

    /// <summary>What a policy logs about a request does not exclude it.</summary>
    [Theory]
    [InlineData("(serviceProvider, request) => Policies.Retry()", "Console.WriteLine(\"Retry {0} {1}\", outcome.Result?.RequestMessage?.Method, outcome.Result?.RequestMessage?.RequestUri)", true)]
    [InlineData("(serviceProvider, request) => Policies.Retry()", "logger?.LogWarning($\"{outcome.Result?.RequestMessage?.RequestUri}\")", true)]
    [InlineData("(serviceProvider, request) => Policies.Retry()", "Forget(outcome.Result?.RequestMessage?.RequestUri)", false)]
    [InlineData("(serviceProvider, request) => request.Method == HttpMethod.Get ? Policies.Retry() : Policies.None()", "Console.WriteLine(outcome.Exception)", false)]
    public Task PolicyThatLogs(string selector, string onRetry, bool isReported) => VerifyCS.VerifyAsync(
        "using Microsoft.Extensions.Logging;\n" + Code($"services.AddHttpClient<SlackClient>().{(isReported ? "[|AddPolicyHandler|]" : "AddPolicyHandler")}({selector});") + $$"""

        public static class Policies
        {
            private static readonly ILogger? logger;

            public static IAsyncPolicy<HttpResponseMessage> Retry() => HttpPolicyExtensions.HandleTransientHttpError().WaitAndRetryAsync(
                retryCount: 3,
                sleepDurationProvider: _ => TimeSpan.FromSeconds(1),
                onRetry: (outcome, pause, attempt, context) => {{onRetry}});

            public static IAsyncPolicy<HttpResponseMessage> None() => Policy.NoOpAsync<HttpResponseMessage>();

            private static void Forget(Uri? uri) => throw new UriFormatException(uri + logger?.ToString());
        }
        """);

    /// <summary>A variable, or a choice, of names.</summary>
    [Theory]
    [InlineData("provider switch { 1 => \"slack\", _ => \"plain\" }", true)]
    [InlineData("provider > 1 ? \"plain\" : \"slack\"", true)]
    [InlineData("provider switch { 1 => \"api\", _ => \"plain\" }", false)]
    [InlineData("provider.ToString()", false)]
    public Task ChosenName(string name, bool isReported) => VerifyCS.VerifyAsync(
        Code($"services.AddHttpClient(\"slack\", client => client.Timeout = TimeSpan.FromSeconds(9)).{(isReported ? "[|AddStandardResilienceHandler|]" : "AddStandardResilienceHandler")}();")
            .Replace("factory.CreateClient(\"slack\")", "factory.CreateClient(\"other\")", StringComparison.Ordinal) + $$"""

        public sealed class Exchanger(IHttpClientFactory factory)
        {
            public Task<HttpResponseMessage> ExchangeAsync(int provider, string code)
            {
                var name = {{name}};
                var client = factory.CreateClient(name);
                return client.PostAsync("https://slack.com/token", new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code }));
            }
        }
        """);

    /// <summary>Clients of another project are followed if an editor has their code, policies and handlers are not.</summary>
    [Theory]
    [InlineData("[|AddStandardResilienceHandler|]", "follow")]
    [InlineData("AddStandardResilienceHandler", "ignore")]
    public Task ClientOfAnotherProject_IsFollowed(string call, string option)
    {
        var library = VerifyCS.Test(Code("") + """

            public static class Builders
            {
                public static IHttpClientBuilder Slack = null!;

                public static IAsyncPolicy<HttpResponseMessage> Retries() => HttpPolicyExtensions.HandleTransientHttpError().RetryAsync(3);
            }
            """).Compile().ToMetadataReference();
        var registration = $$"""
            using Microsoft.Extensions.DependencyInjection;

            public static class App
            {
                public static void Add(IServiceCollection services)
                {
                    services.AddHttpClient<SlackClient>().{{call}}();
                    services.AddHttpClient<OwnSlackClient>().AddPolicyHandler(Builders.Retries());
                    services.AddHttpClient<OwnSlackClient>().AddHttpMessageHandler<RetryHandler>();
                    Builders.Slack.AddStandardResilienceHandler();
                }
            }

            public sealed class OwnSlackClient(HttpClient http)
            {
                public Task<HttpResponseMessage> RefreshAsync(string token) => http.PostAsync(
                    "https://slack.com/api/oauth.v2.access", new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = token }));
            }
            """;
        return (VerifyCS.Test(registration) with
        {
            MoreReferences = [library],
            Options = ImmutableDictionary<string, string>.Empty.Add("atom_oauth.project_references", option),
        }).VerifyAsync();
    }

    [Fact]
    public async Task Report_HasTheRequestsAsFurtherLocations()
    {
        var report = Assert.Single(await VerifyCS.ReportsAsync(Code("services.AddHttpClient<SlackClient>().AddStandardResilienceHandler();")));

        Assert.Equal(
            "'AddStandardResilienceHandler' resends the refresh in 'SlackClient.RefreshAsync' if its response is lost: a rotated refresh token that is used twice revokes the connection; "
            + "exclude unsafe methods with 'Retry.DisableForUnsafeHttpMethods()'",
            report.GetMessage(null));
        Assert.Equal(2, report.AdditionalLocations.Count);
    }

    private static string Code(string registration) => $$"""
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Http.Resilience;
        using Polly;
        using Polly.Extensions.Http;

        public static class Startup
        {
            public static void Add(IServiceCollection services)
            {
                {{registration}}
            }

            private static IAsyncPolicy<HttpResponseMessage> RetryPolicy() => HttpPolicyExtensions.HandleTransientHttpError().WaitAndRetryAsync(3, _ => TimeSpan.FromSeconds(1));
        }

        public static class Names
        {
            public const string Slack = "slack";
        }

        public interface ISlackClient { }

        public sealed class SlackClient(HttpClient http) : ISlackClient
        {
            public async Task<string> RefreshAsync(string token)
            {
                var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = token }));
                return await response.Content.ReadAsStringAsync();
            }

            public async Task<string> ExchangeAsync(string code)
            {
                var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code });
                return await (await http.PostAsync("https://slack.com/api/oauth.v2.access", form)).Content.ReadAsStringAsync();
            }
        }

        public sealed class ApiClient(HttpClient http)
        {
            public Task<string> GetAsync() => http.GetStringAsync("https://slack.com/api/users.list");
        }

        public sealed class MachineClient(HttpClient http)
        {
            public Task<HttpResponseMessage> TokenAsync() =>
                http.PostAsync("https://slack.com/token", new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials" }));
        }

        /// <summary>It is a typed client, and sends its token request with a client of its own.</summary>
        public sealed class OwnClient(HttpClient http)
        {
            private readonly HttpClient _plain = new();

            public HttpClient Http => http;

            public Task<HttpResponseMessage> TokenAsync(string token) =>
                _plain.PostAsync("https://slack.com/token", new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = token }));
        }

        public sealed class Service(IHttpClientFactory factory)
        {
            private readonly HttpClient _field = factory.CreateClient("field");

            public Task<HttpResponseMessage> RefreshAsync(string token)
            {
                var client = factory.CreateClient("slack");
                return client.PostAsync("https://slack.com/token", Form(token));
            }

            public Task<HttpResponseMessage> ApiAsync()
            {
                var client = factory.CreateClient("api");
                return client.GetAsync("https://slack.com/api/users.list");
            }

            public Task<HttpResponseMessage> ByFieldAsync(string token) => _field.PostAsync("https://slack.com/token", Form(token));

            public Task<HttpResponseMessage> ByHelperAsync(string token) => Client().PostAsync("https://slack.com/token", Form(token));

            public Task<HttpResponseMessage> InAChainAsync(string token) => factory.CreateClient("chain").PostAsync("https://slack.com/token", Form(token));

            private HttpClient Client() => factory.CreateClient("helper");

            private static FormUrlEncodedContent Form(string token) => new(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = token });
        }

        public sealed class RetryHandler : DelegatingHandler
        {
            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                for (var attempt = 0; ; attempt++)
                {
                    try
                    {
                        return await base.SendAsync(request, cancellationToken);
                    }
                    catch (HttpRequestException) when (attempt < 3)
                    {
                    }
                }
            }
        }

        /// <summary>It waits and sends again, by no name.</summary>
        public sealed class PatientHandler : DelegatingHandler
        {
            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                HttpResponseMessage response = null!;
                for (var i = 0; i < 3; i++)
                {
                    response = await base.SendAsync(request, cancellationToken);
                    if (response.IsSuccessStatusCode)
                    {
                        return response;
                    }
                }

                return response;
            }
        }

        public sealed class SecondHandler : DelegatingHandler
        {
            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                try
                {
                    return await base.SendAsync(request, cancellationToken);
                }
                catch (HttpRequestException)
                {
                    return await base.SendAsync(request, cancellationToken);
                }
            }
        }

        public sealed class UnservedHandler : DelegatingHandler
        {
            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                try
                {
                    return await base.SendAsync(request, cancellationToken);
                }
                catch (HttpRequestException ex) when (ex.HttpRequestError == HttpRequestError.ConnectionError)
                {
                    return await base.SendAsync(request, cancellationToken);
                }
            }
        }

        public sealed class SafeRetryHandler : DelegatingHandler
        {
            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                for (var attempt = 0; ; attempt++)
                {
                    try
                    {
                        return await base.SendAsync(request, cancellationToken);
                    }
                    catch (HttpRequestException) when (attempt < 3 && request.Method == HttpMethod.Get)
                    {
                    }
                }
            }
        }
        """;
}
