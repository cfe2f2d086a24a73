using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>How real code gets a provider's response, and what only looks like one.</summary>
public sealed class CheckHtmlBeforeReadingJsonOriginsTests
{
    private const string Url = $"\"{Sample.TokenUrl}\"";

    [Theory]
    // Through locals, await, Result, using, conditional access, tuples.
    [InlineData("using var response = await http.PostAsync(URL, form); using var content = response.Content; var text = await content.ReadAsStringAsync(); return [|JsonSerializer.Deserialize<SlackToken>(text)|];")]
    [InlineData("string text; using (var response = await http.PostAsync(URL, form)) { text = await response.Content.ReadAsStringAsync(); } return [|JsonSerializer.Deserialize<SlackToken>(text)|];")]
    [InlineData("string text; try { text = await http.GetStringAsync(URL); } catch (HttpRequestException) { return null; } return [|JsonSerializer.Deserialize<SlackToken>(text)|];")]
    [InlineData("var text = \"\"; if (flag) { text = await http.GetStringAsync(URL); } return [|JsonSerializer.Deserialize<SlackToken>(text)|];")]
    [InlineData("var task = http.PostAsync(URL, form); task.Wait(); var response = task.Result; return [|response.Content.ReadFromJsonAsync<SlackToken>()|].Result;")]
    [InlineData("var task = http.PostAsync(URL, form); var response = await task.ConfigureAwait(false); return await [|response.Content.ReadFromJsonAsync<SlackToken>()|];")]
    [InlineData("var response = http.Send(new HttpRequestMessage(HttpMethod.Post, URL)); using var stream = response.Content.ReadAsStream(); return [|JsonSerializer.Deserialize<SlackToken>(stream)|];")]
    [InlineData("var response = flag ? await http.PostAsync(URL, form) : await http.GetAsync(URL); return await [|response.Content.ReadFromJsonAsync<SlackToken>()|];")]
    [InlineData("HttpResponseMessage? response = null; response ??= await http.PostAsync(URL, form); return await [|response.Content.ReadFromJsonAsync<SlackToken>()|];")]
    [InlineData("HttpResponseMessage? response = flag ? await http.PostAsync(URL, form) : null; var text = await response?.Content?.ReadAsStringAsync()!; return [|JsonSerializer.Deserialize<SlackToken>(text)|];")]
    [InlineData("var (response, again) = (await http.PostAsync(URL, form), 1); return await [|response.Content.ReadFromJsonAsync<SlackToken>()|];")]
    [InlineData("var pair = (Response: await http.PostAsync(URL, form), Again: 1); return await [|pair.Response.Content.ReadFromJsonAsync<SlackToken>()|];")]
    [InlineData("var response = form switch { StringContent => await http.PostAsync(URL, form), _ => await http.PutAsync(URL, form) }; return await [|response.Content.ReadFromJsonAsync<SlackToken>()|];")]
    [InlineData("return await [|(await http.PostAsync(URL, form)).Content.ReadFromJsonAsync<SlackToken>()|];")]
    [InlineData("return [|JsonSerializer.Deserialize<SlackToken>(await (await http.PostAsync(URL, form)).Content.ReadAsStringAsync())|];")]
    [InlineData("return [|JsonSerializer.Deserialize<SlackToken>(http.PostAsync(URL, form).Result.Content.ReadAsStringAsync().Result)|];")]
    [InlineData("if (await http.PostAsync(URL, form) is { } response) { return await [|response.Content.ReadFromJsonAsync<SlackToken>()|]; } return null;")]
    [InlineData("object response = await http.PostAsync(URL, form); return await [|((HttpResponseMessage)response).Content.ReadFromJsonAsync<SlackToken>()|];")]
    [InlineData("return await http.PostAsync(URL, form).ContinueWith(t => [|t.Result.Content.ReadFromJsonAsync<SlackToken>()|].Result);")]
    // One variable for several responses.
    [InlineData("var response = await http.GetAsync(\"https://slack.com/api/auth.test\"); response = await http.PostAsync(URL, form); return await [|response.Content.ReadFromJsonAsync<SlackToken>()|];")]
    // The body of a failed response, which is the likeliest place for a page.
    [InlineData("var response = await http.PostAsync(URL, form); if (!response.IsSuccessStatusCode) { var error = await [|response.Content.ReadFromJsonAsync<Dictionary<string, string>>()|]; throw new IOException(error?[\"error\"]); } return null;")]
    // A request message.
    [InlineData("var request = new HttpRequestMessage(HttpMethod.Post, URL) { Content = form }; var response = await http.SendAsync(request); return await [|response.Content.ReadFromJsonAsync<SlackToken>()|];")]
    [InlineData("using var request = new HttpRequestMessage { Method = HttpMethod.Post, RequestUri = new Uri(URL) }; using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken); return await [|response.Content.ReadFromJsonAsync<SlackToken>()|];")]
    [InlineData("using var invoker = new HttpMessageInvoker(new HttpClientHandler()); var response = await invoker.SendAsync(new HttpRequestMessage(HttpMethod.Get, URL), cancellationToken); return await [|response.Content.ReadFromJsonAsync<SlackToken>()|];")]
    // Other clients.
    [InlineData("using var client = new WebClient(); var text = client.DownloadString(URL); return [|JsonSerializer.Deserialize<SlackToken>(text)|];")]
    [InlineData("using var client = new WebClient(); var bytes = client.UploadValues(URL, new()); return [|JsonSerializer.Deserialize<SlackToken>(Encoding.UTF8.GetString(bytes))|];")]
    [InlineData("using var client = new WebClient(); var text = await client.UploadStringTaskAsync(URL, \"grant_type=refresh_token\"); return [|JsonSerializer.Deserialize<SlackToken>(text)|];")]
    [InlineData("var request = (HttpWebRequest)WebRequest.Create(URL); using var response = request.GetResponse(); using var reader = new StreamReader(response.GetResponseStream()); return [|JsonSerializer.Deserialize<SlackToken>(reader.ReadToEnd())|];")]
    [InlineData("var request = WebRequest.CreateHttp(URL); using var response = (HttpWebResponse)await request.GetResponseAsync(); using var stream = response.GetResponseStream(); return await [|JsonSerializer.DeserializeAsync<SlackToken>(stream)|];")]
    [InlineData("var request = WebRequest.CreateHttp(URL); using var response = request.EndGetResponse(request.BeginGetResponse(null, null)); using var reader = new StreamReader(response.GetResponseStream()); return [|JsonSerializer.Deserialize<SlackToken>(reader.ReadToEnd())|];")]
    // The same body in another form.
    [InlineData("var bytes = await (await http.PostAsync(URL, form)).Content.ReadAsByteArrayAsync(); return [|JsonSerializer.Deserialize<SlackToken>(bytes.AsSpan())|];")]
    [InlineData("var bytes = await http.GetByteArrayAsync(URL); return [|JsonSerializer.Deserialize<SlackToken>(Encoding.UTF8.GetString(bytes))|];")]
    [InlineData("var text = await http.GetStringAsync(URL); return [|JsonSerializer.Deserialize<SlackToken>(text.AsSpan().Trim())|];")]
    [InlineData("var text = await http.GetStringAsync(URL); return [|JsonSerializer.Deserialize<SlackToken>(text.Trim().Replace(\"\\0\", \"\"))|];")]
    [InlineData("using var copy = new MemoryStream(); await (await http.GetStreamAsync(URL)).CopyToAsync(copy); var text = await http.GetStringAsync(URL); return [|JsonSerializer.Deserialize<SlackToken>(string.Concat(text, \"\"))|];")]
    public Task FormsOfAResponse_Triggers(string statements) =>
        VerifyCS.VerifyAsync("#pragma warning disable SYSLIB0014\n" + Sample.Exchange(statements.Replace("URL", Url, StringComparison.Ordinal)));

    [Theory]
    [InlineData("const string url = URL; var response = await http.PostAsync(url, form);")]
    [InlineData("var url = URL + \"?team=1\"; var response = await http.PostAsync(url, form);")]
    [InlineData("var url = $\"https://slack.com/api/oauth.v2.access?code={flag}\"; var response = await http.PostAsync(url, form);")]
    [InlineData("var response = await http.PostAsync(new Uri(URL), form);")]
    [InlineData("var response = await http.PostAsync(Endpoint, form);")]
    [InlineData("var response = await http.PostAsync(StaticEndpoint, form);")]
    [InlineData("var response = await http.PostAsync(Computed, form);")]
    [InlineData("var response = await http.PostAsync(GetUrl(), form);")]
    [InlineData("var response = await http.PostAsync(string.Format(Template, \"oauth.v2.access\"), form);")]
    [InlineData("var response = await http.PostAsync(flag ? URL : \"https://slack.com/api/auth.test\", form);")]
    [InlineData("var response = await http.PostAsync(Host + \"/api/oauth.v2.access\", form);")]
    public Task FormsOfAUrl_Triggers(string fetch) => VerifyCS.VerifyAsync(Sample.Exchange(
        $"{fetch.Replace("URL", Url, StringComparison.Ordinal)}\n return await [|response.Content.ReadFromJsonAsync<SlackToken>()|];",
        members: $$"""
        private const string Endpoint = {{Url}};
            private const string Template = "https://slack.com/api/{0}";
            private static readonly string StaticEndpoint = {{Url}};
            private static string Host => "https://slack.com";
            private static string Computed => {{Url}};
            private static string GetUrl() => {{Url}};
        """));

    [Theory]
    [InlineData("var form = new FormUrlEncodedContent(new Dictionary<string, string> { { \"grant_type\", \"authorization_code\" } });")]
    [InlineData("var form = new FormUrlEncodedContent(new Dictionary<string, string> { [\"grant_type\"] = \"refresh_token\" });")]
    [InlineData("var values = new Dictionary<string, string>(); values.Add(\"client_secret\", \"x\"); var form = new FormUrlEncodedContent(values);")]
    [InlineData("var form = new FormUrlEncodedContent(new[] { new KeyValuePair<string, string>(\"grant_type\", \"authorization_code\") });")]
    [InlineData("var form = new FormUrlEncodedContent(new KeyValuePair<string, string>[] { new(\"grant_type\", \"authorization_code\") });")]
    [InlineData("var form = JsonContent.Create(new { grant_type = \"authorization_code\" });")]
    [InlineData("var form = new StringContent(\"grant_type=client_credentials&scope=all\");")]
    [InlineData("var form = new StringContent($\"grant_type=authorization_code&code={1}\");")]
    [InlineData("var form = new StringContent(\"{\\\"grant_type\\\":\\\"authorization_code\\\"}\");")]
    [InlineData("var form = new StringContent(new JsonObject { [\"refresh_token\"] = \"x\" }.ToJsonString());")]
    [InlineData("var form = Form(grant_type: \"authorization_code\");")]
    public Task FormsOfAGrant_Triggers(string form) => VerifyCS.VerifyAsync($$"""
        public sealed class Wrapper(HttpClient http, string address)
        {
            public async Task<JsonElement> CallAsync()
            {
                {{form}}
                var response = await http.PostAsync(address, form);
                return await [|response.Content.ReadFromJsonAsync<JsonElement>()|];
            }

            public static HttpContent Form(string grant_type) => new StringContent(grant_type);
        }
        """);

    /// <summary>A method that continues the task is given by its name, and a lambda of another method gets the response.</summary>
    [Theory]
    [InlineData("response.Content.ReadAsStringAsync().ContinueWith(Read)", true)]
    [InlineData("response.Content.ReadAsStringAsync().ContinueWith(this.ReadLater)", true)]
    [InlineData("File.ReadAllTextAsync(\"token.json\").ContinueWith(Read)", false)]
    [InlineData("Keep(response.Content.ReadAsStringAsync(), Read)", false)]
    public Task MethodThatContinuesATask(string continued, bool isReported)
    {
        var isLocal = !continued.Contains("Later", StringComparison.Ordinal);
        var read = "=> [|JsonSerializer.Deserialize<SlackToken>(task.Result)|];";
        var source = Sample.Client($$"""
            public Task<SlackToken?> RefreshAsync(string token)
            {
                return CallAsync(
                    () => new HttpRequestMessage(HttpMethod.Post, "{{Sample.TokenUrl}}"),
                    response => {{continued}});
                {{(isLocal ? "SlackToken? Read(Task<string> task) " + read : "")}}
            }

            {{(isLocal ? "" : "private SlackToken? ReadLater(Task<string> task) " + read)}}

            private static Task<SlackToken?> Keep(Task<string> text, Func<Task<string>, SlackToken?> read) => Task.FromResult(read(Task.FromResult("{}")));

            private async Task<T> CallAsync<T>(Func<HttpRequestMessage> create, Func<HttpResponseMessage, Task<T>> read)
            {
                using var request = create();
                using var response = await http.SendAsync(request);
                return await read(response);
            }
            """);
        return VerifyCS.VerifyAsync(isReported ? source : source.Replace("[|", "").Replace("|]", ""));
    }

    [Fact]
    public Task NamedClient_Triggers() => VerifyCS.VerifyAsync("""
        public sealed class SlackService(IHttpClientFactory factory)
        {
            public async Task<JsonElement> ListAsync()
            {
                var client = factory.CreateClient("slack");
                var response = await client.GetAsync("https://slack.com/api/conversations.list");
                return await [|response.Content.ReadFromJsonAsync<JsonElement>()|];
            }
        }
        """);

    [Fact]
    public Task TypedClientWithBaseAddress_Triggers() => VerifyCS.VerifyAsync("""
        public sealed class SlackService
        {
            private readonly HttpClient _client;

            public SlackService(HttpClient client)
            {
                _client = client;
                _client.BaseAddress = new Uri("https://slack.com/api/");
            }

            public async Task<JsonElement> ListAsync() => await [|_client.GetFromJsonAsync<JsonElement>("conversations.list")|];
        }
        """);

    [Fact]
    public Task ResponseInAField_Triggers() => VerifyCS.VerifyAsync("""
        public sealed class SlackService(HttpClient http)
        {
            private HttpResponseMessage? _response;

            public async Task<JsonElement> ListAsync()
            {
                _response = await http.GetAsync("https://slack.com/api/conversations.list");
                return await [|_response.Content.ReadFromJsonAsync<JsonElement>()|];
            }
        }
        """);

    [Fact]
    public Task LambdaGivenToACache_Triggers() => VerifyCS.VerifyAsync("""
        using Microsoft.Extensions.Caching.Memory;

        public sealed class SlackService(HttpClient http, IMemoryCache cache)
        {
            public Task<string?> GetTokenAsync() => cache.GetOrCreateAsync("token", async entry =>
            {
                var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", null);
                var text = await response.Content.ReadAsStringAsync();
                return [|JsonDocument.Parse(text)|].RootElement.GetProperty("access_token").GetString();
            });
        }
        """);

    [Fact]
    public Task RetryWrapperAroundTheCall_Triggers() => VerifyCS.VerifyAsync("""
        public sealed class SlackService(HttpClient http)
        {
            public async Task<JsonElement> GetAsync()
            {
                var response = await RetryAsync(() => http.GetAsync("https://slack.com/api/auth.test"));
                return await [|response.Content.ReadFromJsonAsync<JsonElement>()|];
            }

            private static async Task<T> RetryAsync<T>(Func<Task<T>> call) => await call();
        }
        """);

    [Fact]
    public Task OAuthHandlerOfAspNetCore_Triggers() => VerifyCS.VerifyAsync("""
        using System.Security.Claims;
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Authentication.OAuth;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Logging;
        using Microsoft.Extensions.Options;
        using System.Text.Encodings.Web;

        public sealed class ContosoHandler(IOptionsMonitor<OAuthOptions> options, ILoggerFactory logger, UrlEncoder encoder)
            : OAuthHandler<OAuthOptions>(options, logger, encoder)
        {
            protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
            {
                var request = new HttpRequestMessage(HttpMethod.Get, Options.UserInformationEndpoint);
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);
                var response = await Backchannel.SendAsync(request, Context.RequestAborted);
                response.EnsureSuccessStatusCode();
                using var payload = [|JsonDocument.Parse(await response.Content.ReadAsStringAsync(Context.RequestAborted))|];
                var context = new OAuthCreatingTicketContext(new ClaimsPrincipal(identity), properties, Context, Scheme, Options, Backchannel, tokens, payload.RootElement);
                return new AuthenticationTicket(context.Principal!, Scheme.Name);
            }
        }

        public static class Setup
        {
            public static void Add(IServiceCollection services) => services.AddAuthentication().AddOAuth("contoso", options =>
            {
                options.Events.OnCreatingTicket = async context =>
                {
                    var request = new HttpRequestMessage(HttpMethod.Get, context.Options.UserInformationEndpoint);
                    var response = await context.Backchannel.SendAsync(request);
                    var user = [|JsonDocument.Parse(await response.Content.ReadAsStringAsync())|].RootElement;
                    context.RunClaimActions(user);
                };
            });
        }
        """);

    [Theory]
    // Token files and stores in classes named Token or OAuth.
    [InlineData("public SlackToken? Load() => JsonSerializer.Deserialize<SlackToken>(File.ReadAllText(\"slack.token.json\"));")]
    [InlineData("public async Task<SlackToken?> LoadAsync() { await using var file = File.OpenRead(\"token.json\"); return await JsonSerializer.DeserializeAsync<SlackToken>(file); }")]
    [InlineData("public SlackToken? Load(Dictionary<string, string> store) => JsonSerializer.Deserialize<SlackToken>(store[\"access_token\"]);")]
    [InlineData("public SlackToken? Load(Microsoft.Extensions.Caching.Distributed.IDistributedCache cache) => JsonSerializer.Deserialize<SlackToken>(cache.Get(\"refresh_token\")!);")]
    // The payload of a JWT.
    [InlineData("public JsonDocument Payload(string accessToken) => JsonDocument.Parse(Convert.FromBase64String(accessToken.Split('.')[1]));")]
    [InlineData("public JsonDocument Payload(string accessToken) { var part = accessToken.Split('.')[1]; var text = Encoding.UTF8.GetString(Convert.FromBase64String(part)); return JsonDocument.Parse(text); }")]
    // Request and webhook bodies.
    [InlineData("public async Task<SlackToken?> HookAsync(Microsoft.AspNetCore.Http.HttpRequest request) { using var reader = new StreamReader(request.Body); return JsonSerializer.Deserialize<SlackToken>(await reader.ReadToEndAsync()); }")]
    [InlineData("public async Task<SlackToken?> HookAsync(Microsoft.AspNetCore.Http.HttpRequest request) => await Microsoft.AspNetCore.Http.HttpRequestJsonExtensions.ReadFromJsonAsync<SlackToken>(request);")]
    [InlineData("public async Task<SlackToken?> HookAsync(HttpRequestMessage request) => await request.Content!.ReadFromJsonAsync<SlackToken>();")]
    // The content of the application's own OAuth state.
    [InlineData("public SlackToken? State(string state) => JsonSerializer.Deserialize<SlackToken>(Encoding.UTF8.GetString(Convert.FromBase64String(state)));")]
    [InlineData("public SlackToken? Message(HttpListenerContext context) => JsonSerializer.Deserialize<SlackToken>(context.Request.InputStream);")]
    public Task WhatOnlyLooksLikeAResponse_DoesNotTrigger(string member) => VerifyCS.VerifyAsync(Sample.Client(member));

    [Fact]
    public Task ResponseOfAServerOfOnesOwn_DoesNotTrigger() => VerifyCS.VerifyAsync("""
        public sealed class WeatherService(HttpClient http)
        {
            public async Task<JsonElement> GetForecastAsync() => await http.GetFromJsonAsync<JsonElement>("forecast");

            public async Task<JsonElement> GetLocalAsync()
            {
                var response = await http.GetAsync("http://localhost:5000/forecast");
                return await response.Content.ReadFromJsonAsync<JsonElement>();
            }
        }
        """);
}
