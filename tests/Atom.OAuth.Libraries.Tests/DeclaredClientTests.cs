using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer>;

namespace Atom.OAuth.Libraries.Tests;

/// <summary>Calls of interfaces that Refit and RestEase implement: which are provider responses, and what counts as a check.</summary>
public sealed class DeclaredClientTests
{
    private const string Token = "public sealed class SlackToken { public string? access_token { get; set; } }\n";

    private const string Item = "public sealed class Item { public string? Name { get; set; } }\n";

    public static TheoryData<string> ProvidersInterfaces =>
    [
        // An OAuth path.
        """public interface IApi { [Post("/oauth/token")] Task<Item> Get(); }""",
        """public interface IApi { [Refit.PostAttribute("/oauth/token")] Task<Item> Get(); }""",
        """public interface IApi { [Get(Paths.Token)] Task<Item> Get(); } public static class Paths { public const string Token = "/oauth2/token"; }""",
        """[PathPrefix("/oauth2")] public interface IApi { [Get("/v2.0/me")] Task<Item> Get(); }""",

        // The form of a token request.
        """public interface IApi { [Post("/connect")] Task<Item> Get([AliasAs("client_secret")] string secret = ""); }""",
        """public interface IApi { [Post("/connect")] Task<Item> Get([Query] string refresh_token = ""); }""",
        """public interface IApi { [Get("/me")] Task<Item> Get([Query, AliasAs("access_token")] string token = ""); }""",

        // The name of a provider, and a token.
        """[Headers("Authorization: Bearer")] public interface ISpotifyApi { [Get("/v1/me")] Task<Item> Get(); }""",
        """public interface ISpotifyApi { [Get("/v1/me")] Task<Item> Get([Authorize("Bearer")] string token = ""); }""",
        """public interface ISpotifyApi { [Get("/v1/me")] Task<Item> Get([Header("Authorization")] string token = ""); }""",
        """public interface ISpotifyApi { [Get("/v1/me"), Headers("Authorization: Bearer")] Task<Item> Get(); }""",

        // An inherited interface.
        """public interface IBase { [Post("/oauth/token")] Task<Item> Get(); } public interface IApi : IBase { }""",
        """public interface IBase<T> { [Post("/oauth/token")] Task<T> Get(); } public interface IApi : IBase<Item> { }""",
        """public interface IApi { [Post("/oauth/token")] ValueTask<Item> Get(); }""",
        """public interface IApi { [Post("/oauth/token")] Task<List<Item>> Get(); }""",
        """public interface IApi { [Post("/oauth/token")] Task<JsonElement> Get(); }""",
        """public interface IApi { [Post("/oauth/token")] Task<byte[]> Get(); }""",
    ];

    [Theory]
    [MemberData(nameof(ProvidersInterfaces))]
    public Task Interface_TellsTheProvider_Triggers(string declaration) => VerifyCS.VerifyAsync($$"""
        using Refit;
        {{Item}}
        {{declaration}}

        public sealed class Service({{NameIn(declaration)}} api)
        {
            public async Task<object?> Load() => await [|api.Get()|];
        }
        """);

    public static TheoryData<string> OtherInterfaces =>
    [
        // The application's own server.
        """public interface IApi { [Get("/items")] Task<Item> Get(); }""",
        """public interface IApi { [Get("/api/spotify/status")] Task<Item> Get(); }""",
        """[Headers("Authorization: Bearer")] public interface IApi { [Get("/items")] Task<Item> Get(); }""",
        """public interface ITokenApi { [Post("/api/account/login")] Task<SlackToken> Get(); }""",
        """public interface IAuthApi { [Post("/api/auth/token")] Task<Item> Get([Body] Item credentials = null!); }""",
        """[Headers("Authorization: Bearer")] public interface ISpotifyApi { [Get("/api/spotify/me")] Task<Item> Get(); }""",

        // Nothing is read as JSON.
        """public interface IApi { [Post("/oauth/token")] Task<string> Get(); }""",
        """public interface IApi { [Post("/oauth/token")] Task<Stream> Get(); }""",
        """public interface IApi { [Post("/oauth/token")] Task<HttpResponseMessage> Get(); }""",
        """public interface IApi { [Post("/oauth/token")] Task<HttpContent> Get(); }""",
        """public interface IApi { [Post("/oauth/token")] Task<IApiResponse> Get(); }""",
        """public interface IApi { [Post("/oauth/token")] Task<ApiResponse<string>> Get(); }""",
        """public interface IApi { [Head("/oauth/token")] Task<Item> Get(); }""",

        // Read from XML.
        """
        public interface IApi { [Post("/oauth/token")] Task<Feed> Get(); }
        [System.Xml.Serialization.XmlRoot("feed")] public sealed class Feed { }
        """,

        // No request.
        """public interface IApi { Task<SlackToken> Get(); }""",
        """public interface IApi { [Obsolete("/oauth/token")] Task<SlackToken> Get(); }""",
    ];

    /// <remarks>CS0612, CS0618: one of the interfaces has an obsolete method.</remarks>
    [Theory]
    [MemberData(nameof(OtherInterfaces))]
    public Task OtherInterface_DoesNotTrigger(string declaration) => VerifyCS.VerifyAsync($$"""
        #pragma warning disable CS0612, CS0618
        using Refit;
        {{Item}}
        {{Token}}
        {{declaration}}

        public sealed class Service({{NameIn(declaration)}} api)
        {
            public async Task<object?> Load() => await api.Get();
        }
        """);

    [Fact]
    public Task TypeParameter_MayBeAText_DoesNotTrigger() => VerifyCS.VerifyAsync("""
        using Refit;

        public interface IApi<T> { [Post("/oauth/token")] Task<T> Get(); }

        public sealed class Service<T>(IApi<T> api)
        {
            public async Task<T> Load() => await api.Get();
        }
        """);

    public static TheoryData<string> ProvidersRegistrations =>
    [
        """services.AddRefitClient<IApi>().ConfigureHttpClient(c => c.BaseAddress = new Uri("https://slack.com"));""",
        """services.AddRefitClient(typeof(IApi)).ConfigureHttpClient(c => c.BaseAddress = new Uri("https://slack.com"));""",
        """services.AddSingleton(RestService.For<IApi>("https://slack.com"));""",
        """services.AddHttpClient("slack", c => c.BaseAddress = new Uri("https://slack.com")).AddTypedClient(c => RestService.For<IApi>(c));""",
        """services.AddHttpClient("slack", c => c.BaseAddress = new Uri("https://slack.com")).AddTypedClient(RestService.For<IApi>);""",
        """services.AddSingleton(provider => { var client = new HttpClient { BaseAddress = new Uri("https://slack.com") }; return RestService.For<IApi>(client); });""",
        """services.AddRefitClient<IApi>().ConfigureHttpClient(c => c.BaseAddress = new Uri(Address));""",
    ];

    [Theory]
    [MemberData(nameof(ProvidersRegistrations))]
    public Task Registration_TellsTheProvider_Triggers(string registration) => VerifyRegistrationAsync(registration, "[|api.Get()|]");

    public static TheoryData<string> OtherRegistrations =>
    [
        """services.AddRefitClient<IApi>().ConfigureHttpClient(c => c.BaseAddress = new Uri("https://localhost:5001"));""",
        """services.AddRefitClient<IApi>().ConfigureHttpClient(c => c.BaseAddress = new Uri(configuration["Api"]!));""",
        """
        services.AddRefitClient<IOther>().ConfigureHttpClient(c => c.BaseAddress = new Uri("https://slack.com"));
        services.AddRefitClient<IApi>().ConfigureHttpClient(c => c.BaseAddress = new Uri("http://orders"));
        """,
    ];

    [Theory]
    [MemberData(nameof(OtherRegistrations))]
    public Task OtherRegistration_DoesNotTrigger(string registration) => VerifyRegistrationAsync(registration, "api.Get()");

    [Fact]
    public Task FieldMakesTheClient_Triggers() => VerifyCS.VerifyAsync($$"""
        using Refit;
        {{Item}}
        public interface IApi { [Get("/users.list")] Task<Item> Get(); }

        public sealed class Service
        {
            private readonly IApi _api = RestService.For<IApi>("https://slack.com/api");

            public Task<Item> Load() => [|_api.Get()|];
        }
        """);

    [Fact]
    public Task Scope_AsksForMore() => VerifyCS.VerifyAsync(
        $$"""
        using Refit;
        {{Item}}
        public interface IApi { [Get("/items")] Task<Item> Get(); }

        public sealed class Service(IApi api)
        {
            public async Task<Item> Load() => await [|api.Get()|];
        }
        """,
        ("atom_oauth.response_scope", "all"));

    public static TheoryData<string> Handled =>
    [
        "try { return await api.Get(); } catch (ApiException e) { throw new InvalidOperationException(e.Content, e); }",
        "try { return await api.Get(); } catch (ApiException) { return null; }",
        "try { return await api.Get(); } catch (ApiExceptionBase e) { throw new InvalidOperationException(\"Slack\", e); }",
        "try { return await api.Get(); } catch (Exception e) when (e is ApiException) { return null; }",
        "try { return await api.Get(); } catch (Exception e) when (e is ApiException or OperationCanceledException) { return null; }",
        "try { return await api.Get(); } catch (ApiException e) when (e.StatusCode != System.Net.HttpStatusCode.NotFound) { return null; }",
    ];

    [Theory]
    [MemberData(nameof(Handled))]
    public Task ApiException_IsCaught_DoesNotTrigger(string statement) => VerifyExchangeAsync(statement);

    public static TheoryData<string> Unhandled =>
    [
        "return await [|api.Get()|];",
        "return [|api.Get()|].Result;",
        "var task = [|api.Get()|]; return await task;",
        "try { return await [|api.Get()|]; } catch (Exception) { return null; }",
        "try { return await [|api.Get()|]; } catch (ApiException) { throw; }",
        "try { return await [|api.Get()|]; } catch (ApiRequestException) { return null; }",
        "try { return await [|api.Get()|]; } catch (JsonException) { return null; }",
        "try { return await [|api.Get()|]; } catch (ApiException e) when (e.StatusCode == System.Net.HttpStatusCode.NotFound) { return null; }",
        "try { return await [|api.Get()|]; } catch (ApiException e) when (e.StatusCode is System.Net.HttpStatusCode.NotFound) { return null; }",
    ];

    [Theory]
    [MemberData(nameof(Unhandled))]
    public Task ApiException_IsNotCaught_Triggers(string statement) => VerifyExchangeAsync(statement);

    public static TheoryData<string> HandledSomewhere =>
    [
        // By a caller of the method, also two calls up and through an interface.
        """
        public sealed class Page(Service service)
        {
            public async Task<string> Show() { try { return "" + await service.Load(); } catch (ApiException) { return "Slack does not answer."; } }
        }
        """,
        """
        public sealed class Page(Service service)
        {
            public async Task<string> Show() { try { return await Render(); } catch (ApiException) { return "Slack does not answer."; } }
            public async Task<string> Render() => "" + await service.Load();
        }
        """,

        // By the application's exception handler.
        """
        public sealed class ApiExceptionHandler : Microsoft.AspNetCore.Diagnostics.IExceptionHandler
        {
            public ValueTask<bool> TryHandleAsync(Microsoft.AspNetCore.Http.HttpContext context, Exception exception, CancellationToken token) =>
                ValueTask.FromResult(exception is ApiException);
        }
        """,
        """
        public sealed class ErrorMiddleware(Microsoft.AspNetCore.Http.RequestDelegate next)
        {
            public async Task InvokeAsync(Microsoft.AspNetCore.Http.HttpContext context)
            {
                try { await next(context); } catch (ApiException e) { context.Response.StatusCode = (int)e.StatusCode; }
            }
        }
        """,

        // By the client's settings, or by a message handler that sees every response.
        """
        public static class Settings
        {
            public static RefitSettings Get() => new() { DeserializationExceptionFactory = (r, e) => new(new InvalidOperationException("No JSON.", e)) };
        }
        """,
        """
        public sealed class PageHandler : DelegatingHandler
        {
            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken token)
            {
                var response = await base.SendAsync(request, token);
                return response.Content.Headers.ContentType?.MediaType == "text/html" ? throw new HttpRequestException("A page.") : response;
            }
        }
        """,
    ];

    [Theory]
    [MemberData(nameof(HandledSomewhere))]
    public Task HandledElsewhere_DoesNotTrigger(string code) => VerifyServiceAsync(code, "api.Get()");

    /// <summary>A message handler sees each response before it is read in any of these ways.</summary>
    [Theory]
    [InlineData("Task<ApiResponse<Item>>", "return (await api.Get()).Content;")]
    [InlineData("Task<Item>", "try { return await api.Get(); } catch (ApiException e) { return await e.GetContentAsAsync<Item>(); }")]
    public Task MessageHandler_ChecksAll_DoesNotTrigger(string given, string statements) => VerifyCS.VerifyAsync($$"""
        using Refit;
        {{Item}}
        public interface IApi { [Post("/oauth/token")] {{given}} Get(); }

        public sealed class PageHandler : DelegatingHandler
        {
            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken token)
            {
                var response = await base.SendAsync(request, token);
                return response.Content.Headers.ContentType?.MediaType == "text/html" ? throw new HttpRequestException("A page.") : response;
            }
        }

        public sealed class Service(IApi api)
        {
            public async Task<Item?> Load() { {{statements}} }
        }
        """);

    public static TheoryData<string> OtherCode =>
    [
        """public sealed class Page(Service service) { public async Task<string> Show() => "" + await service.Load(); }""",
        """
        public sealed class Page(Other other)
        {
            public async Task<string> Show() { try { return "" + await other.Load(); } catch (ApiException) { return "Slack does not answer."; } }
        }

        public sealed class Other { public Task<int> Load() => Task.FromResult(1); }
        """,
        """public sealed class TokenHandler : DelegatingHandler { }""",
        """
        public sealed class JsonHandler : DelegatingHandler
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken token)
            {
                request.Content!.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue("application/json");
                return base.SendAsync(request, token);
            }
        }
        """,
        """
        public sealed class ErrorMiddleware(Microsoft.AspNetCore.Http.RequestDelegate next)
        {
            public async Task InvokeAsync(Microsoft.AspNetCore.Http.HttpContext context)
            {
                try { await next(context); } catch (JsonException) { context.Response.StatusCode = 400; }
            }
        }
        """,
    ];

    [Theory]
    [MemberData(nameof(OtherCode))]
    public Task NotHandledElsewhere_Triggers(string code) => VerifyServiceAsync(code, "[|api.Get()|]");

    [Theory]
    [InlineData("Task<string>", "[|JsonSerializer.Deserialize<Item>(await api.Get())|]")]
    [InlineData("Task<ApiResponse<string>>", "[|JsonSerializer.Deserialize<Item>((await api.Get()).Content!)|]")]
    [InlineData("Task<Stream>", "await [|JsonSerializer.DeserializeAsync<Item>(await api.Get())|]")]
    [InlineData("Task<HttpResponseMessage>", "await [|(await api.Get()).Content.ReadFromJsonAsync<Item>()|]")]
    public Task Body_IsReadAsJson_Triggers(string given, string read) => VerifyCS.VerifyAsync($$"""
        using Refit;
        using System.Net.Http.Json;
        {{Item}}
        public interface IApi { [Post("/oauth/token")] {{given}} Get(); }

        public sealed class Service(IApi api)
        {
            public async Task<Item?> Load() => {{read}};
        }
        """);

    [Fact]
    public Task Body_IsChecked_DoesNotTrigger() => VerifyCS.VerifyAsync($$"""
        using Refit;
        {{Item}}
        public interface IApi { [Post("/oauth/token")] Task<string> Get(); }

        public sealed class Service(IApi api)
        {
            public async Task<Item?> Load()
            {
                var text = await api.Get();
                return text.StartsWith('<') ? null : JsonSerializer.Deserialize<Item>(text);
            }
        }
        """);

    [Theory]
    [InlineData("[Post(\"oauth/token\")]", "", "[|api.Get()|]")]
    [InlineData("[Post(\"items\")]", "", "api.Get()")]
    [InlineData("[Post(\"items\")]", "var api = RestClient.For<IApi>(\"https://slack.com\");", "[|api.Get()|]")]
    [InlineData("[Request(\"PROPFIND\", \"oauth/token\")]", "", "[|api.Get()|]")]
    public Task RestEase(string method, string statement, string read) => VerifyCS.VerifyAsync($$"""
        using RestEase;
        {{Item}}
        public interface IApi { {{method}} Task<Item> Get(); }

        public sealed class Service(IApi api)
        {
            public async Task<Item> Load()
            {
                {{(statement.Length == 0 ? "" : "return await Made(); async Task<Item> Made() { " + statement + " return await " + read + "; }")}}
                {{(statement.Length == 0 ? "return await " + read + ";" : "")}}
            }
        }
        """);

    [Theory]
    [InlineData("return (await api.Get()).ResponseMessage.StatusCode;")]
    [InlineData("var answer = await api.Get(); return [|answer.GetContent()|];")]
    [InlineData("var answer = await api.Get(); return answer.StringContent!.StartsWith('<') ? null : answer.GetContent();")]
    [InlineData("var answer = await api.Get(); return answer.ResponseMessage.Content.Headers.ContentType?.MediaType == \"application/json\" ? answer.GetContent() : null;")]
    [InlineData("var answer = await api.Get(); try { return answer.GetContent(); } catch (Newtonsoft.Json.JsonException) { return null; }")]
    [InlineData("var answer = await api.Get(); try { return [|answer.GetContent()|]; } catch (RestEase.ApiException) { return null; }")]
    public Task ResponseOfRestEase(string statements) => VerifyCS.VerifyAsync($$"""
        using RestEase;
        {{Item}}
        public interface IApi { [Post("oauth/token")] Task<Response<Item>> Get(); }

        public sealed class Service(IApi api)
        {
            public async Task<object?> Load() { {{statements}} }
        }
        """);

    [Fact]
    public async Task Message_SaysWhatToDo()
    {
        var report = Assert.Single(await VerifyCS.ReportsAsync($$"""
            using Refit;
            {{Item}}
            public interface ISlackApi { [Post("/oauth.v2.access")] Task<Item> ExchangeAsync(); }

            public sealed class Service
            {
                private readonly ISlackApi _api = RestService.For<ISlackApi>("https://slack.com/api");

                public Task<Item> Load() => _api.ExchangeAsync();
            }
            """));

        Assert.Equal(
            "The response of Slack is read as JSON by ExchangeAsync without an HTML check; "
                + "catch ApiException, or let the method give an ApiResponse and ask IsSuccessful",
            report.GetMessage(null));
    }

    /// <summary>Incomplete attributes, as while typing, must not crash the analyzer, which would report another id.</summary>
    [Theory]
    [InlineData("[Get]")]
    [InlineData("[Get()]")]
    [InlineData("[Get(]")]
    [InlineData("[Get(null!)]")]
    [InlineData("[Post(\"/oauth/token\"), Headers(null!)]")]
    [InlineData("[Post(\"/oauth/token\"), Headers(]")]
    [InlineData("[Post(\"/oauth/token\" + )]")]
    [InlineData("[Post(\"https://\")]")]
    [InlineData("[PathPrefix(, Post(\"/oauth/token\")]")]
    public async Task BrokenCode_DoesNotThrow(string attributes)
    {
        var reports = await (VerifyCS.Test($$"""
            using Refit;
            {{Item}}
            public interface IApi { {{attributes}} Task<Item> Get([AliasAs(] string token = ""); }

            public sealed class Service(IApi api)
            {
                public async Task<Item> Load() => await api.Get();
            }
            """) with { AllowErrors = true }).RunAsync();

        Assert.DoesNotContain(reports, static report => report.Id != "ATOM001");
    }

    private static Task VerifyRegistrationAsync(string registration, string read) => VerifyCS.VerifyAsync($$"""
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Refit;
        {{Item}}
        public interface IApi { [Get("/users.list")] Task<Item> Get(); }
        public interface IOther { [Get("/users.list")] Task<Item> List(); }

        public static class Startup
        {
            private const string Address = "https://slack.com";

            public static void Configure(IServiceCollection services, IConfiguration configuration)
            {
                {{registration}}
            }
        }

        public sealed class Service(IApi api)
        {
            public async Task<Item> Load() => await {{read}};
        }

        """ + FactoryExtensions);

    private static Task VerifyExchangeAsync(string statement) => VerifyCS.VerifyAsync($$"""
        using Refit;
        {{Item}}
        public interface IApi { [Post("/oauth/token")] Task<Item> Get(); }

        public sealed class Service(IApi api)
        {
            public async Task<Item?> Load() { {{statement}} }
        }
        """);

    private static Task VerifyServiceAsync(string code, string read) => VerifyCS.VerifyAsync($$"""
        using Refit;
        {{Item}}
        public interface IApi { [Post("/oauth/token")] Task<Item> Get(); }

        public sealed class Service(IApi api)
        {
            public async Task<Item> Load() => await {{read}};
        }

        {{code}}
        """);

    /// <summary>The methods of Refit.HttpClientFactory, which is a separate package.</summary>
    private const string FactoryExtensions = """

        namespace Microsoft.Extensions.DependencyInjection
        {
            public static class RefitExtensions
            {
                public static IHttpClientBuilder AddRefitClient<T>(this IServiceCollection services) => throw new NotSupportedException();
                public static IHttpClientBuilder AddRefitClient(this IServiceCollection services, Type type) => throw new NotSupportedException();
            }
        }
        """;

    private static string NameIn(string declaration)
    {
        var last = declaration.LastIndexOf("public interface ", StringComparison.Ordinal) + "public interface ".Length;
        return declaration[last..].Split(' ', '{', ':')[0];
    }
}
