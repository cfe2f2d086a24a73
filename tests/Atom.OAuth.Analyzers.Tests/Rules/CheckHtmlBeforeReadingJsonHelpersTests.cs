using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>Responses and bodies that cross method boundaries in the same compilation.</summary>
public sealed class CheckHtmlBeforeReadingJsonHelpersTests
{
    [Theory]
    [InlineData("private Task<HttpResponseMessage> FetchAsync(HttpContent form) => http.PostAsync(URL, form);", "(await FetchAsync(form)).Content.ReadAsStringAsync()")]
    [InlineData("private async Task<string> FetchAsync(HttpContent form) { var response = await http.PostAsync(URL, form); return await response.Content.ReadAsStringAsync(); }", "FetchAsync(form)")]
    [InlineData("public async Task<string> FetchAsync(HttpContent form) => await (await http.PostAsync(URL, form)).Content.ReadAsStringAsync();", "FetchAsync(form)")]
    [InlineData("private Task<string> FetchAsync(HttpContent form) => FetchMoreAsync(form); private Task<string> FetchMoreAsync(HttpContent form) => http.GetStringAsync(URL);", "FetchAsync(form)")]
    [InlineData("private async Task<(string Text, int Status)> FetchBothAsync(HttpContent form) { var response = await http.PostAsync(URL, form); return (await response.Content.ReadAsStringAsync(), (int)response.StatusCode); } private async Task<string> FetchAsync(HttpContent form) { var (text, status) = await FetchBothAsync(form); return text; }", "FetchAsync(form)")]
    public Task HelperReturnsTheBody_Triggers(string helper, string call) => VerifyCS.VerifyAsync(Sample.Exchange(
        $"var text = await {call}; return [|JsonSerializer.Deserialize<SlackToken>(text)|];",
        members: WithUrl(helper)));

    [Fact]
    public Task HelperReturnsATuple_Triggers() => VerifyCS.VerifyAsync(Sample.Exchange(
        "var (text, status) = await FetchAsync(form); return [|JsonSerializer.Deserialize<SlackToken>(text)|];",
        members: WithUrl(
            "private async Task<(string, int)> FetchAsync(HttpContent form) { var response = await http.PostAsync(URL, form); return (await response.Content.ReadAsStringAsync(), 1); }")));

    [Theory]
    [InlineData("private static SlackToken? Parse(string text) => [|JsonSerializer.Deserialize<SlackToken>(text)|];", "return Parse(text);")]
    [InlineData("private static SlackToken? Parse(string text) { var trimmed = text.Trim(); return [|JsonSerializer.Deserialize<SlackToken>(trimmed)|]; }", "return Parse(text);")]
    [InlineData("private static async Task<SlackToken?> ReadAsync(HttpResponseMessage response) => await [|response.Content.ReadFromJsonAsync<SlackToken>()|];", "return await ReadAsync(response);")]
    [InlineData("private static async Task<SlackToken?> ReadAsync(HttpContent content) => await [|content.ReadFromJsonAsync<SlackToken>()|];", "return await ReadAsync(response.Content);")]
    [InlineData("private static async Task<T?> ReadAsync<T>(HttpResponseMessage response) => await [|response.Content.ReadFromJsonAsync<T>()|];", "return await ReadAsync<SlackToken>(response);")]
    public Task PrivateHelperReads_TriggersAtTheRead(string helper, string statements) =>
        VerifyCS.VerifyAsync(Sample.Exchange($"{Sample.PostText} {statements}", members: helper));

    [Theory]
    [InlineData("internal static SlackToken? Parse(string text) => JsonSerializer.Deserialize<SlackToken>(text);", "return [|Parse(text)|];")]
    [InlineData("public static SlackToken? Parse(string name, string text) => JsonSerializer.Deserialize<SlackToken>(text);", "return [|Parse(text: text, name: \"\")|];")]
    [InlineData("public static SlackToken? Parse(string text) => Parse(text, 1); public static SlackToken? Parse(string text, int more) => JsonSerializer.Deserialize<SlackToken>(text);", "return [|Parse(text)|];")]
    public Task VisibleHelperReads_TriggersAtTheCall(string helper, string statements) =>
        VerifyCS.VerifyAsync(Sample.Exchange($"{Sample.PostText} {statements}", members: helper));

    [Theory]
    [InlineData("", "var body = \"\"; body = text; return [|Parse(body)|];")]
    [InlineData("", "string body; if (response.IsSuccessStatusCode) { body = text; } else { body = \"{}\"; } return [|Parse(body)|];")]
    [InlineData("", "var body = \"\"; return Parse(body);")]
    [InlineData(", string body", "body = text; return [|Parse(body)|];")]
    [InlineData(", string body", "return Parse(body);")]
    public Task VisibleHelperReadsAVariable_TriggersWhereItGotTheBody(string parameter, string statements) =>
        VerifyCS.VerifyAsync(Sample.Client($$"""
            public static SlackToken? Parse(string text) => JsonSerializer.Deserialize<SlackToken>(text);

            public async Task<SlackToken?> ExchangeAsync(HttpContent form{{parameter}})
            {
                var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", form);
                var text = await response.Content.ReadAsStringAsync();
                {{statements}}
            }
            """));

    [Fact]
    public Task FactoryOnTheTokenType_TriggersAtTheCall() => VerifyCS.VerifyAsync("""
        public sealed class GrantResult
        {
            public static GrantResult? FromJson(string json) => Newtonsoft.Json.JsonConvert.DeserializeObject<GrantResult>(json);
        }

        public sealed class SlackService(HttpClient http)
        {
            public async Task<GrantResult?> ExchangeAsync(HttpContent form)
            {
                var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", form);
                return [|GrantResult.FromJson(await response.Content.ReadAsStringAsync())|];
            }
        }
        """);

    [Fact]
    public Task FactoryOnTheTokenType_NeverFedByHttp_DoesNotTrigger() => VerifyCS.VerifyAsync("""
        public sealed class GrantResult
        {
            public static GrantResult? FromJson(string json) => Newtonsoft.Json.JsonConvert.DeserializeObject<GrantResult>(json);

            public static GrantResult? Load() => FromJson(File.ReadAllText("slack_token.json"));
        }
        """);

    [Fact]
    public Task VirtualParser_Triggers() => VerifyCS.VerifyAsync("""
        public class UserInfoClient(HttpClient http)
        {
            public async Task<JsonElement> LoadAsync(string accessToken)
            {
                var text = await http.GetStringAsync("https://www.googleapis.com/oauth2/v3/userinfo?access_token=" + accessToken);
                return [|ParseUserInfo(text)|];
            }

            protected virtual JsonElement ParseUserInfo(string content) => JsonDocument.Parse(content).RootElement;
        }
        """);

    [Fact]
    public Task OwnHttpHelperInAnotherFile_Triggers() => VerifyCS.VerifyAsync(
        ("Http.cs", """
            public static class HttpHelper
            {
                private static readonly HttpClient Client = new();

                public static async Task<string> PostFormAsync(string url, Dictionary<string, string> form)
                {
                    using var response = await Client.PostAsync(url, new FormUrlEncodedContent(form));
                    return await response.Content.ReadAsStringAsync();
                }
            }
            """),
        ("Slack.cs", """
            public static class SlackLogin
            {
                public static async Task<string?> ExchangeAsync(string code)
                {
                    var json = await HttpHelper.PostFormAsync("https://slack.com/api/oauth.v2.access", new() { ["code"] = code });
                    return [|JsonDocument.Parse(json)|].RootElement.GetProperty("access_token").GetString();
                }
            }
            """));

    [Fact]
    public Task ExtensionMethodThatReads_Triggers() => VerifyCS.VerifyAsync(
        ("Http.cs", """
            public static class HttpResponseReader
            {
                public static async Task<T?> ReadAsync<T>(this HttpResponseMessage response)
                {
                    var text = await response.Content.ReadAsStringAsync();
                    return JsonSerializer.Deserialize<T>(text);
                }
            }
            """),
        ("Slack.cs", """
            public sealed class SlackLogin(HttpClient http)
            {
                public async Task<JsonElement> ExchangeAsync(HttpContent form)
                {
                    var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", form);
                    return await [|response.ReadAsync<JsonElement>()|];
                }
            }
            """));

    [Fact]
    public Task ResponseKeptInAProperty_Triggers() => VerifyCS.VerifyAsync("""
        public sealed class Fetcher(HttpClient http)
        {
            public string Body { get; private set; } = "";

            public async Task FetchAsync() => Body = await http.GetStringAsync("https://slack.com/api/auth.test");
        }

        public static class SlackLogin
        {
            public static async Task<JsonDocument> LoadAsync(Fetcher fetcher)
            {
                await fetcher.FetchAsync();
                return [|JsonDocument.Parse(fetcher.Body)|];
            }
        }
        """);

    [Fact]
    public Task HelperBehindAnInterfaceWithOneImplementation_Triggers() => VerifyCS.VerifyAsync("""
        public interface ITransport
        {
            Task<string> GetTextAsync(string url);
        }

        public sealed class Transport(HttpClient http) : ITransport
        {
            public Task<string> GetTextAsync(string url) => http.GetStringAsync(url);
        }

        public sealed class SlackLogin(ITransport transport)
        {
            public async Task<JsonDocument> LoadAsync() => [|JsonDocument.Parse(await transport.GetTextAsync("https://slack.com/api/auth.test"))|];
        }
        """);

    [Theory]
    [InlineData("services.AddHttpClient(\"work\", client => client.BaseAddress = new Uri(\"https://slack.com/api/\"));", "factory.CreateClient(\"work\")")]
    [InlineData("services.AddHttpClient(Names.Work, client => client.BaseAddress = new Uri(\"https://slack.com/api/\"));", "factory.CreateClient(Names.Work)")]
    [InlineData("services.AddHttpClient(nameof(Work)).ConfigureHttpClient(client => client.BaseAddress = new Uri(\"https://slack.com/api/\"));", "factory.CreateClient(nameof(Work))")]
    [InlineData("services.AddHttpClient<Work>(client => client.BaseAddress = new Uri(\"https://slack.com/api/\"));", "http")]
    public Task ClientRegisteredInAnotherFile_Triggers(string registration, string client) =>
        VerifyCS.VerifyAsync(("Setup.cs", Setup(registration)), ("Work.cs", Work(client, reported: true)));

    [Theory]
    [InlineData("services.AddHttpClient(\"work\", client => client.BaseAddress = new Uri(\"http://localhost:5000\"));", "factory.CreateClient(\"work\")")]
    [InlineData("services.AddHttpClient(\"other\", client => client.BaseAddress = new Uri(\"https://slack.com/api/\"));", "factory.CreateClient(\"work\")")]
    [InlineData("services.AddHttpClient<Setup>(client => client.BaseAddress = new Uri(\"https://slack.com/api/\"));", "http")]
    [InlineData("services.AddHttpClient();", "factory.CreateClient()")]
    public Task ClientOfAnotherRegistration_DoesNotTrigger(string registration, string client) =>
        VerifyCS.VerifyAsync(("Setup.cs", Setup(registration)), ("Work.cs", Work(client, reported: false)));

    [Fact]
    public Task PrivateHelperCalledTwice_TriggersOnce() => VerifyCS.VerifyAsync(Sample.Client($$"""
        public async Task<SlackToken?> FirstAsync() => Parse(await http.GetStringAsync("{{Sample.TokenUrl}}"));

            public async Task<SlackToken?> SecondAsync() => Parse(await http.GetStringAsync("{{Sample.TokenUrl}}"));

            private static SlackToken? Parse(string text) => [|JsonSerializer.Deserialize<SlackToken>(text)|];
        """));

    [Fact]
    public Task PrivateHelper_GuardedAtOneOfTwoCalls_Triggers() => VerifyCS.VerifyAsync(Sample.Client($$"""
        public async Task<SlackToken?> FirstAsync()
            {
                var text = await http.GetStringAsync("{{Sample.TokenUrl}}");
                return text.StartsWith('<') ? null : Parse(text);
            }

            public async Task<SlackToken?> SecondAsync() => Parse(await http.GetStringAsync("{{Sample.TokenUrl}}"));

            private static SlackToken? Parse(string text) => [|JsonSerializer.Deserialize<SlackToken>(text)|];
        """));

    [Fact]
    public Task PrivateHelper_GuardedAtEveryCall_DoesNotTrigger() => VerifyCS.VerifyAsync(Sample.Client($$"""
        public async Task<SlackToken?> FirstAsync()
            {
                var text = await http.GetStringAsync("{{Sample.TokenUrl}}");
                return text.StartsWith('<') ? null : Parse(text);
            }

            private static SlackToken? Parse(string text) => JsonSerializer.Deserialize<SlackToken>(text);
        """));

    [Fact]
    public Task ParameterOfTypeResponse_Triggers() => VerifyCS.VerifyAsync("""
        public sealed class SlackTokenReader
        {
            public static async Task<SlackToken?> ReadTokenAsync(HttpResponseMessage response) => await [|response.Content.ReadFromJsonAsync<SlackToken>()|];
        }

        public sealed class SlackToken
        {
            [JsonPropertyName("access_token")]
            public string? AccessToken { get; set; }
        }
        """);

    private static string Setup(string registration) => $$"""
        using Microsoft.Extensions.DependencyInjection;

        public sealed class Setup
        {
            public static void Add(IServiceCollection services)
            {
                {{registration}}
            }
        }

        public static class Names
        {
            public const string Work = "work";
        }
        """;

    private static string Work(string client, bool reported) => $$"""
        public sealed class Work(HttpClient http, IHttpClientFactory factory)
        {
            public async Task<object?> ListAsync()
            {
                var client = {{client}};
                return await {{(reported ? "[|" : "")}}client.GetFromJsonAsync<object>("list"){{(reported ? "|]" : "")}};
            }

            public object Keep => (http, factory);
        }
        """;

    private static string WithUrl(string code) => code.Replace("URL", $"\"{Sample.TokenUrl}\"", StringComparison.Ordinal);
}
