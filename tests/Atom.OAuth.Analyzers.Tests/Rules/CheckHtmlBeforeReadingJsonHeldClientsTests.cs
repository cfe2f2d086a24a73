using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM001: clients that a type holds, and responses that the methods of another type return.</summary>
public sealed class CheckHtmlBeforeReadingJsonHeldClientsTests
{
    private const string Read = "JsonSerializer.Deserialize<string>(json)";

    /// <summary>The client gets its address elsewhere in the type.</summary>
    [Theory]
    [InlineData("", "_http = new HttpClient { BaseAddress = new Uri(_rootUrl) };", "https://slack.com/api/", true)]
    [InlineData("", "_http = new HttpClient(); _http.BaseAddress = new Uri(_rootUrl);", "https://slack.com/api/", true)]
    [InlineData("HttpClient http", "http.BaseAddress = new Uri(_rootUrl); _http = http;", "https://slack.com/api/", true)]
    [InlineData("HttpClient http", "http.BaseAddress = new Uri(_rootUrl); _http = http;", "https://api.contoso.com/v1/", false)]
    [InlineData(
        "HttpClient http", "http.BaseAddress = new Uri(_rootUrl); http.DefaultRequestHeaders.Add(\"x-api-key\", _rootUrl); _http = http;",
        "https://api.contoso.com/v1/", true)]
    [InlineData(
        "HttpClient http", "http.BaseAddress = new Uri(_rootUrl); http.DefaultRequestHeaders.Add(\"x-api-key\", _rootUrl); _http = http;",
        "https://contoso.azurewebsites.net/v1/", false)]
    [InlineData("HttpClient http, HttpClient other", "other.BaseAddress = new Uri(_rootUrl); _http = http;", "https://slack.com/api/", false)]
    public Task AddressOfAHeldClient(string parameters, string statements, string root, bool isReported) => VerifyCS.VerifyAsync($$"""
        public sealed class Items
        {
            private readonly HttpClient _http;
            private string _rootUrl = "{{root}}";

            public Items({{parameters}})
            {
                {{statements}}
            }

            public async Task<string?> Load(string name)
            {
                var json = await _http.GetStringAsync("items/" + name);
                return {{(isReported ? "[|" + Read + "|]" : Read)}};
            }
        }
        """);

    /// <summary>An API's client has credentials if it is the one that gets the header.</summary>
    [Theory]
    [InlineData("http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(\"Basic\", key);", true)]
    [InlineData("_http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(\"Basic\", key);", true)]
    [InlineData("this._http.DefaultRequestHeaders.Add(ApiKeyHeader, key);", true)]
    [InlineData("http.DefaultRequestHeaders.Add(\"Authorization\", key);", true)]
    [InlineData("http.DefaultRequestHeaders.TryAddWithoutValidation(\"X-Shop-Access-Token\", key);", true)]
    [InlineData("other.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(\"Basic\", key);", false)]
    [InlineData("_other.DefaultRequestHeaders.Add(\"X-Api-Key\", key);", false)]
    [InlineData("http.DefaultRequestHeaders.Add(\"User-Agent\", key + \"Api-Key Authorization\");", false)]
    [InlineData("http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue(\"Api-Key/Authorization\"));", false)]
    [InlineData("var old = http.DefaultRequestHeaders.Authorization; http.DefaultRequestHeaders.Add(\"X-Old\", old + key);", false)]
    [InlineData("_ = authorization.ToString() + \"Bearer\";", false)]
    public Task CredentialsOfAHeldClient(string statement, bool isReported) => VerifyCS.VerifyAsync($$"""
        public interface IAuthorizationService { }

        public sealed class Items
        {
            private const string ApiKeyHeader = "X-Key";
            private readonly HttpClient _http;
            private readonly HttpClient _other;

            public Items(HttpClient http, HttpClient other, IAuthorizationService authorization, string key)
            {
                _other = other;
                _http = http;
                _http.BaseAddress = new Uri("https://api.contoso.com/v1/");
                {{statement}}
            }

            public object Used => (_other, ApiKeyHeader);

            public async Task<string?> Load(string name)
            {
                var json = await _http.GetStringAsync("items/" + name);
                return {{(isReported ? "[|" + Read + "|]" : Read)}};
            }
        }
        """);

    [Theory]
    [InlineData("{ { \"X-Api-Key\", Key } }", true)]
    [InlineData("{ Authorization = new AuthenticationHeaderValue(\"Basic\", Key) }", true)]
    [InlineData("{ { \"User-Agent\", Key } }", false)]
    [InlineData("{ ConnectionClose = true }", false)]
    public Task CredentialsInAnInitializer(string headers, bool isReported) => VerifyCS.VerifyAsync($$"""
        public sealed class Items
        {
            private const string Key = "x";
            private readonly HttpClient _http = new() { BaseAddress = new Uri("https://api.contoso.com/v1/"), DefaultRequestHeaders = {{headers}} };

            public object Used => Key;

            public async Task<string?> Load(string name)
            {
                var json = await _http.GetStringAsync("items/" + name);
                return {{(isReported ? "[|" + Read + "|]" : Read)}};
            }
        }
        """);

    /// <summary>A call with a whole URL does not go to the address of the client.</summary>
    [Theory]
    [InlineData("items", true)]
    [InlineData("http://localhost:5000/items", false)]
    public Task AddressOfTheCall(string url, bool isReported) => VerifyCS.VerifyAsync($$"""
        public sealed class Items
        {
            private readonly HttpClient _http = new() { BaseAddress = new Uri("https://slack.com/api/") };

            public async Task<string?> Load()
            {
                var json = await _http.GetStringAsync("{{url}}");
                return {{(isReported ? "[|" + Read + "|]" : Read)}};
            }
        }
        """);

    /// <summary>The type that fetches knows the provider and sends a token; the one that reads does not.</summary>
    [Theory]
    [InlineData("grant_type=refresh_token", "http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(\"Bearer\", token);", true)]
    [InlineData("grant_type=refresh_token", "http.DefaultRequestHeaders.Add(\"Accept\", token);", false)]
    [InlineData("page=1", "http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(\"Bearer\", token);", false)]
    public Task TypeThatFetches(string form, string header, bool isReported) => VerifyCS.VerifyAsync($$"""
        public sealed class Boards
        {
            private readonly HttpClient _http;
            private readonly string _rootUrl;

            public Boards(HttpClient http, string root, string token)
            {
                _http = http;
                _rootUrl = root;
                {{header}}
            }

            public Task<HttpResponseMessage> Renew() => _http.PostAsync(_rootUrl, new StringContent("{{form}}"));

            public Task<HttpResponseMessage> Find(string name) => _http.GetAsync(_rootUrl + "boards/" + name);
        }

        public sealed class Page(Boards boards)
        {
            public async Task<string?> Load(string name)
            {
                var response = await boards.Find(name);
                var json = await response.Content.ReadAsStringAsync();
                return {{(isReported ? "[|" + Read + "|]" : Read)}};
            }
        }
        """);

    /// <summary>A response that another project fetches, whatever the parameter with its URL is called.</summary>
    [Theory]
    [InlineData("https://slack.com/api/users.list", true)]
    [InlineData("http://localhost:5000/users", false)]
    public Task ResponseOfAnotherProject(string url, bool isReported)
    {
        var project = OtherProject.Compile("Other", """
            public class Loader
            {
                public async System.Threading.Tasks.Task<System.Net.Http.HttpResponseMessage> Get(string request, string token)
                {
                    var http = new System.Net.Http.HttpClient();
                    return await http.GetAsync(request);
                }
            }
            """);
        return (VerifyCS.Test($$"""
            public sealed class Users(Loader loader)
            {
                public async Task<string?> Load(string name)
                {
                    var response = await loader.Get("{{url}}", name);
                    var json = await response.Content.ReadAsStringAsync();
                    return {{(isReported ? "[|" + Read + "|]" : Read)}};
                }
            }
            """) with { MoreReferences = [project] }).VerifyAsync();
    }
}
