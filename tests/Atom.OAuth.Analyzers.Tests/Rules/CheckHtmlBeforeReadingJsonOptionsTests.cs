using Microsoft.CodeAnalysis;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>The options of .editorconfig, and the attributes, which may also come from another assembly.</summary>
public sealed class CheckHtmlBeforeReadingJsonOptionsTests
{
    private const string Scope = "atom_oauth.response_scope";
    private const string Guards = "atom_oauth.html_guard_methods";
    private const string Hosts = "atom_oauth.provider_hosts";

    private const string OAuthCall = "https://login.contoso.com/oauth2/token";
    private const string ApiCall = "https://slack.com/api/conversations.list";
    private const string OtherCall = "http://localhost:5000/weather";

    [Theory]
    [InlineData("oauth", OAuthCall, true)]
    [InlineData("oauth", ApiCall, false)]
    [InlineData("oauth", OtherCall, false)]
    [InlineData("OAuth", ApiCall, false)]
    [InlineData("provider", OAuthCall, true)]
    [InlineData("provider", ApiCall, true)]
    [InlineData("provider", OtherCall, false)]
    [InlineData("all", OAuthCall, true)]
    [InlineData("all", ApiCall, true)]
    [InlineData("all", OtherCall, true)]
    [InlineData(" All ", OtherCall, true)]
    [InlineData("", ApiCall, true)]
    [InlineData("nonsense", ApiCall, true)]
    [InlineData("nonsense", OtherCall, false)]
    public Task ResponseScope(string value, string url, bool reported) => VerifyCS.VerifyAsync(Get(url, reported), (Scope, value));

    [Fact]
    public Task ResponseScopeAll_LeavesFilesAlone() => VerifyCS.VerifyAsync(
        "public static class C { public static object? M() => JsonSerializer.Deserialize<object>(File.ReadAllText(\"a.json\")); }",
        (Scope, "all"));

    [Theory]
    [InlineData("M:Contoso.Guards.Verify(System.Net.Http.HttpResponseMessage)")]
    [InlineData("Contoso.Guards.Verify(System.Net.Http.HttpResponseMessage)")]
    [InlineData("M:Contoso.Guards.Verify")]
    [InlineData("Contoso.Guards.Verify")]
    [InlineData("M:Contoso.Other.Check(System.String,System.Int32), M:Contoso.Guards.Verify(System.Net.Http.HttpResponseMessage)")]
    [InlineData("M:Contoso.Other.Check(System.String,System.Int32)|M:Contoso.Guards.Verify")]
    [InlineData(" , M:Contoso.Guards.Verify ,, ")]
    public Task HtmlGuardMethods_DoesNotTrigger(string value) => VerifyCS.VerifyAsync(Guarded(reported: false), (Guards, value));

    [Theory]
    [InlineData("")]
    [InlineData("M:Contoso.Guards.Verify(System.String)")]
    [InlineData("M:Contoso.Guards")]
    [InlineData("T:Contoso.Guards.Verify")]
    [InlineData("M:Contoso.Guards.Verify(System.Net.Http.HttpResponseMessage")]
    [InlineData(")))((,|")]
    public Task HtmlGuardMethods_OthersAndMalformed_Triggers(string value) => VerifyCS.VerifyAsync(Guarded(reported: true), (Guards, value));

    [Fact]
    public Task HtmlGuardMethods_ExtensionAndGeneric_DoesNotTrigger() => VerifyCS.VerifyAsync(
        $$"""
        namespace Contoso;

        public static class Guards
        {
            public static void EnsureJson<T>(this HttpResponseMessage response, T more) => Console.WriteLine(more);
        }

        {{Sample.Client("public async Task<object?> M() { var response = await http.GetAsync(\"https://slack.com/api/auth.test\"); response.EnsureJson(1); return await response.Content.ReadFromJsonAsync<object>(); }").Replace("using Atom.OAuth;", "", StringComparison.Ordinal)}}
        """,
        (Guards, "M:Contoso.Guards.EnsureJson``1(System.Net.Http.HttpResponseMessage,``0)"));

    [Theory]
    [InlineData("contoso.internal")]
    [InlineData("contoso.internal=Contoso")]
    [InlineData("other.com, contoso.internal = Contoso Cloud")]
    [InlineData("other.com|CONTOSO.INTERNAL")]
    public Task ProviderHosts_Triggers(string value) =>
        VerifyCS.VerifyAsync(Get("https://id.contoso.internal/items", reported: true), (Hosts, value));

    [Theory]
    [InlineData("")]
    [InlineData("other.com")]
    [InlineData("toso.internal")]
    [InlineData("=Contoso")]
    [InlineData("=,=|==")]
    public Task ProviderHosts_OthersAndMalformed_DoesNotTrigger(string value) =>
        VerifyCS.VerifyAsync(Get("https://id.contoso.internal/items", reported: false), (Hosts, value));

    [Theory]
    [InlineData("login.contoso.com=Contoso Cloud")]
    [InlineData("login.contoso.com=One, login.contoso.com=Contoso Cloud")]
    public Task ProviderHosts_TwiceTheSame_DoesNotThrow(string value) => VerifyCS.VerifyAsync(Get(OAuthCall, reported: true), (Hosts, value));

    [Fact]
    public async Task ProviderHosts_NameStandsInTheMessage()
    {
        var test = VerifyCS.Test(Get("https://id.contoso.internal/items", reported: false));
        var report = Assert.Single(await (test with { Options = test.Options.Add(Hosts, "contoso.internal=Contoso Cloud") }).RunAsync());

        Assert.StartsWith("The response of Contoso Cloud is read", report.GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Atom.OAuth.OAuthProvider(\"Contoso\")] public sealed class Api(HttpClient http) { public async Task<object?> M(string url) => await [|http.GetFromJsonAsync<object>(url)|]; }")]
    [InlineData("public sealed class Api(HttpClient http) { [Atom.OAuth.OAuthProvider(\"Contoso\")] public async Task<object?> M(string url) => await [|http.GetFromJsonAsync<object>(url)|]; }")]
    [InlineData("public sealed class Api { public async Task<object?> M([Atom.OAuth.OAuthProvider(\"Contoso\")] HttpClient http, string url) => await [|http.GetFromJsonAsync<object>(url)|]; }")]
    [InlineData("public sealed class Api { [Atom.OAuth.OAuthProvider(\"Contoso\")] private readonly HttpClient _http = new(); public async Task<object?> M(string url) { var response = await _http.GetAsync(url); return await [|response.Content.ReadFromJsonAsync<object>()|]; } }")]
    [InlineData("public sealed class Api { public async Task<object?> M([Atom.OAuth.OAuthProvider(\"Contoso\")] HttpResponseMessage response) => await [|response.Content.ReadFromJsonAsync<object>()|]; }")]
    [InlineData("public interface IApi { [Atom.OAuth.OAuthProvider(\"Contoso\")] Task<HttpResponseMessage> GetAsync(); } public static class Use { public static async Task<object?> M(IApi api) { var response = await api.GetAsync(); return await [|response.Content.ReadFromJsonAsync<object>()|]; } }")]
    [InlineData("public sealed class Api { [Atom.OAuth.OAuthProvider(\"Contoso\")] public HttpResponseMessage Last { get; } = new(); public async Task<object?> M() => await [|Last.Content.ReadFromJsonAsync<object>()|]; }")]
    [InlineData("public sealed class Api { [return: Atom.OAuth.OAuthProvider(\"Contoso\")] public static Task<HttpResponseMessage> GetAsync(HttpClient http, string url) => http.GetAsync(url); public static async Task<object?> M(HttpClient http) { var response = await GetAsync(http, \"\"); return await [|response.Content.ReadFromJsonAsync<object>()|]; } }")]
    public Task OAuthProviderAttribute_Triggers(string source) => VerifyCS.VerifyAsync(source);

    [Theory]
    [InlineData("[OAuthProvider(\"Contoso\")] public sealed class ContosoHttp { public Task<HttpResponseMessage> GetAsync() => Task.FromResult(new HttpResponseMessage()); }")]
    [InlineData("public sealed class ContosoHttp { [OAuthProvider(\"Contoso\")] public Task<HttpResponseMessage> GetAsync() => Task.FromResult(new HttpResponseMessage()); }")]
    public async Task OAuthProviderAttribute_OfAnotherAssembly_Triggers(string library)
    {
        var test = VerifyCS.Test("""
            public sealed class Caller(ContosoHttp contoso)
            {
                public async Task<object?> M()
                {
                    var response = await contoso.GetAsync();
                    return await [|response.Content.ReadFromJsonAsync<object>()|];
                }
            }
            """);
        await (test with { MoreReferences = [Library(library)] }).VerifyAsync();
    }

    [Theory]
    [InlineData("[HtmlGuard] public static void Verify(HttpResponseMessage response) { }", "Guards.Verify(response);")]
    [InlineData("[HtmlGuard] public static Task VerifyAsync(this HttpResponseMessage response) => Task.CompletedTask;", "await response.VerifyAsync();")]
    [InlineData("[HtmlGuard] public static bool IsHtml(HttpResponseMessage response) => false;", "if (Guards.IsHtml(response)) { return null; }")]
    [InlineData("[HtmlGuard] public static Task<bool> IsJsonAsync(HttpResponseMessage response) => Task.FromResult(true);", "if (!await Guards.IsJsonAsync(response)) { return null; }")]
    public async Task HtmlGuardAttribute_OfAnotherAssembly_DoesNotTrigger(string member, string statement)
    {
        var test = VerifyCS.Test(Sample.Exchange($"{Sample.Post} {statement} return await response.Content.ReadFromJsonAsync<SlackToken>();"));
        await (test with { MoreReferences = [Library($"public static class Guards {{ {member} }}")] }).VerifyAsync();
    }

    [Fact]
    public async Task UnmarkedMethodOfAnotherAssembly_Triggers()
    {
        var test = VerifyCS.Test(
            Sample.Exchange($"{Sample.Post} Guards.Verify(response); return await [|response.Content.ReadFromJsonAsync<SlackToken>()|];"));
        await (test with
        {
            MoreReferences = [Library(
            "public static class Guards { public static void Verify(HttpResponseMessage response) { } }")]
        }).VerifyAsync();
    }

    private static CompilationReference Library(string source) =>
        VerifyCS.Test("using Atom.OAuth;\n" + source, "Library.cs").Compile().WithAssemblyName("Library").ToMetadataReference();

    private static string Get(string url, bool reported) => $$"""
        public sealed class Wrapper(HttpClient http)
        {
            public async Task<object?> LoadAsync() => await {{(reported ? "[|" : "")}}http.GetFromJsonAsync<object>("{{url}}"){{(reported ? "|]" : "")}};
        }
        """;

    private static string Guarded(bool reported) => $$"""
        namespace Contoso
        {
            public static class Guards
            {
                public static void Verify(HttpResponseMessage response) => Console.WriteLine(response);
            }

            public sealed class SlackClient(HttpClient http)
            {
                public async Task<object?> M()
                {
                    var response = await http.GetAsync("https://slack.com/api/auth.test");
                    Guards.Verify(response);
                    return await {{(reported ? "[|" : "")}}response.Content.ReadFromJsonAsync<object>(){{(reported ? "|]" : "")}};
                }
            }
        }
        """;
}
