using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM001: general-purpose helpers whose callers build the request, or show by a token whose response it is.</summary>
public sealed class CheckHtmlBeforeReadingJsonHandedRequestsTests
{
    private const string Read = "JsonSerializer.Deserialize<T>(json)";

    /// <summary>A helper that sends a request, an extension that signs it, another helper in front, and what a page does with them.</summary>
    private static string Page(string statements, bool isReported) => $$"""
        using System.Text;

        public static class Sending
        {
            public static HttpRequestMessage SignedBy(this HttpRequestMessage request, string user)
            {
                request.Headers.Add("X-User", user);
                return request;
            }

            public static async Task<T?> SendAndRead<T>(this HttpClient http, HttpRequestMessage request)
            {
                using var response = await http.SendAsync(request);
                var json = await response.Content.ReadAsStringAsync();
                return {{(isReported ? "[|" + Read + "|]" : Read)}};
            }
        }

        public sealed class Requests(HttpClient http)
        {
            public Task<T?> LoadAsync<T>(string url) => http.SendAndRead<T>(new HttpRequestMessage(HttpMethod.Get, url).SignedBy("app"));
        }

        public sealed class Settings { public string LoginUrl { get; set; } = ""; public string HomeUrl { get; set; } = ""; }

        public sealed class Grant { [JsonPropertyName("access_token")] public string AccessToken { get; set; } = ""; }

        public sealed class Page(HttpClient http, Requests requests, Settings settings)
        {
            public async Task<object?> Load(string user)
            {
                {{statements}}
            }

            public object Used => (http, requests, settings);
        }
        """;

    [Theory]
    [InlineData("new StringContent(\"grant_type=client_credentials\", Encoding.UTF8)", "", true)]
    [InlineData("new StringContent(\"grant_type=client_credentials\", Encoding.UTF8)", ".SignedBy(user)", true)]
    [InlineData("new StringContent(\"scope=all\", Encoding.UTF8)", "", false)]
    [InlineData("new StringContent(\"scope=all\", Encoding.UTF8)", ".SignedBy(user)", false)]
    public Task ContentOfTheCaller(string content, string suffix, bool isReported) => VerifyCS.VerifyAsync(Page(
        $$"""
        var request = new HttpRequestMessage(HttpMethod.Post, settings.HomeUrl)
                {
                    Content = {{content}},
                }{{suffix}};
                return await http.SendAndRead<string>(request);
        """,
        isReported));

    /// <summary>A key of the configuration names the endpoint; the caller has the keys of the request.</summary>
    [Theory]
    [InlineData("Slack:TokenEndpoint", true)]
    [InlineData("TokenUrl", true)]
    [InlineData("Slack:HomeUrl", false)]
    [InlineData("TokenUrl:Home", false)]
    public Task KeyOfASetting(string key, bool isReported) => VerifyCS.VerifyAsync(Page(
        $$"""
        var form = new Dictionary<string, string> { ["grant_type"] = user, ["{{key}}"] = user };
                return await requests.LoadAsync<string>(form["{{key}}"]);
        """,
        isReported));

    [Theory]
    [InlineData("\"https://slack.com/api/users.list\"", true)]
    [InlineData("settings.HomeUrl", false)]
    [InlineData("\"/images/\" + user", false)]
    public Task AddressBehindAnExtension(string url, bool isReported) => VerifyCS.VerifyAsync(Page(
        $"return await http.SendAndRead<string>(new HttpRequestMessage(HttpMethod.Get, {url}).SignedBy(user));", isReported));

    /// <summary>However often the request is configured, its address is looked for once.</summary>
    [Theory]
    [InlineData("\"https://slack.com/api/users.list\"", true)]
    [InlineData("settings.HomeUrl", false)]
    public Task RequestConfiguredManyTimes(string url, bool isReported)
    {
        const string Step = "request = request.SignedBy(user); other = request.SignedBy(user); request = user.Length > 2 ? other.SignedBy(user) : request;\n";
        var steps = string.Concat(Enumerable.Repeat(Step, 200));
        return VerifyCS.VerifyAsync(Page(
            $"""
            var request = new HttpRequestMessage(HttpMethod.Get, {url});
            var other = request;
            {steps}
            return await http.SendAndRead<string>(request.SignedBy(user));
            """,
            isReported));
    }

    /// <summary>Helpers that only their own type can call are not searched for, and so do not count towards the limit.</summary>
    [Theory]
    [InlineData("\"https://slack.com/api/users.list\"", true)]
    [InlineData("settings.HomeUrl", false)]
    public Task AddressPassedOnNextToPrivateHelpers(string url, bool isReported)
    {
        var privates = string.Concat(Enumerable.Range(0, 12).Select(static number =>
            $"    private Task<string?> Load{number}(string url) => http.SendAndRead<string>(new HttpRequestMessage(HttpMethod.Get, url));\n"));
        var page = Page($"return await new Last(http).LoadLast({url});", isReported);
        return VerifyCS.VerifyAsync($$"""
            {{page}}

            public sealed class Last(HttpClient http)
            {
            {{privates}}
                public Task<string?> LoadLast(string url) => http.SendAndRead<string>(new HttpRequestMessage(HttpMethod.Get, url));
            }
            """);
    }

    /// <summary>Two helpers, one behind the other: only the callers of the outer one know the address.</summary>
    [Theory]
    [InlineData("\"https://slack.com/api/users.list\"", true)]
    [InlineData("settings.HomeUrl", false)]
    [InlineData("\"/users\"", false)]
    public Task AddressPassedOn(string url, bool isReported) =>
        VerifyCS.VerifyAsync(Page($"return await requests.LoadAsync<string>({url});", isReported));

    /// <summary>The type argument is a token response; below the application's own address, it is the application's own.</summary>
    [Theory]
    [InlineData("Grant", "settings.LoginUrl", true)]
    [InlineData("Grant", "\"/login\"", false)]
    [InlineData("string", "settings.LoginUrl", false)]
    public Task TypeArgument(string type, string url, bool isReported) =>
        VerifyCS.VerifyAsync(Page($"return await requests.LoadAsync<{type}>({url});", isReported));

    /// <summary>A token that the same method received from a provider before.</summary>
    [Theory]
    [InlineData("var grant = await Receive<Grant>(settings.TokenUrl);", "grant.AccessToken", true)]
    [InlineData("var grant = await Receive<Grant>(settings.HomeUrl);", "grant.AccessToken", false)]
    [InlineData("var grant = await Receive<Session>(settings.TokenUrl);", "grant.AccessToken", false)]
    [InlineData("var grant = new Grant(); await Receive<Grant>(settings.TokenUrl);", "grant.AccessToken", false)]
    [InlineData("var grant = await Receive<Grant>(settings.TokenUrl);", "grant.Name", false)]
    public Task TokenOfAnEarlierResponse(string before, string given, bool isReported) => VerifyCS.VerifyAsync($$"""
        public static class Requests
        {
            public static async Task<T?> LoadAsync<T>(string url, string given)
            {
                using var http = new HttpClient();
                http.DefaultRequestHeaders.Add("Cookie", given);
                var json = await http.GetStringAsync(url);
                return {{(isReported ? "[|" + Read + "|]" : Read)}};
            }
        }

        public sealed class Settings { public string TokenUrl { get; set; } = ""; public string HomeUrl { get; set; } = ""; }

        public sealed class Grant { [JsonPropertyName("access_token")] public string AccessToken { get; set; } = ""; public string Name { get; set; } = ""; }

        public sealed class Session { public string AccessToken { get; set; } = ""; }

        public abstract class Page(Settings settings)
        {
            public async Task<string?> Load()
            {
                {{before}}
                return await Requests.LoadAsync<string>(settings.HomeUrl, {{given}});
            }

            protected abstract Task<T> Receive<T>(string url);
        }
        """);

    /// <summary>A helper that calls itself with the address that it receives, and helpers that call each other.</summary>
    [Fact]
    public Task HelpersThatCallEachOther() => VerifyCS.VerifyAsync("""
        public sealed class Requests(HttpClient http)
        {
            public async Task<T?> First<T>(string url, int left)
            {
                var json = await http.GetStringAsync(url);
                return left == 0 ? await Second<T>(url, left) : JsonSerializer.Deserialize<T>(json);
            }

            public Task<T?> Second<T>(string url, int left) => left > 9 ? Second<T>(url, left - 1) : First<T>(url, left - 1);
        }
        """);
}
