using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.FormatOAuthErrorsAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM004: which values come from an OAuth error, and which only look like it.</summary>
public sealed class FormatOAuthErrorsSourcesTests
{
    private const string AboutOAuth = "// the user's consent\n";

    /// <summary>All callers of a private helper pass a token endpoint's response.</summary>
    [Theory]
    [InlineData("private", "", true)]
    [InlineData("private", "public async Task ListAsync() => Take(await (await http.GetAsync(\"https://example.com/rows\")).Content.ReadAsStringAsync());", false)]
    [InlineData("private", "public void Test() => Take(\"{}\");", false)]
    [InlineData("public", "", false)]
    public Task AnswerGivenToAHelper(string access, string member, bool isReported)
    {
        var source = $$"""
            public class SlackOAuthHelper(HttpClient http)
            {
                public async Task<string> ExchangeAsync(HttpContent form)
                {
                    var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", form);
                    return Take(await response.Content.ReadAsStringAsync());
                }

                {{access}} string Take(string text)
                {
                    var tokens = JsonSerializer.Deserialize<Dictionary<string, string>>(text)!;
                    if (tokens.ContainsKey("error"))
                    {
                        throw new Exception([|string.Format("Error {0}: {1}", tokens["error"], tokens["error_description"])|]);
                    }

                    return tokens["access_token"];
                }

                {{member}}
            }
            """;
        return Judge(source, isReported);
    }

    /// <summary>A provider may serve its API below OAuth's path: the errors of ordinary calls are none of OAuth.</summary>
    [Theory]
    [InlineData("{BaseUrl}/identity?include=memberships", false)]
    [InlineData("{BaseUrl}/campaigns/{id}/members?{query}", false)]
    [InlineData("https://www.patreon.com/api/oauth2/api/current_user?{query}", false)]
    [InlineData("{BaseUrl}/token?{query}", true)]
    [InlineData("{BaseUrl}/userinfo?{query}", true)]
    [InlineData("{BaseUrl}/{id}", true)]
    [InlineData("https://www.patreon.com/oauth2/identity?{query}", true)]
    public Task ApiBelowOAuthsPath_IsNotOAuths(string url, bool isReported) => Judge(
        $$"""
        public class Patrons(HttpClient http)
        {
            private const string BaseUrl = "https://www.patreon.com/api/oauth2/v2";

            public async Task<string> ReadAsync(string id, HttpContent fields)
            {
                var query = await fields.ReadAsStringAsync();
                var response = await http.PostAsync($"{{url}}", fields);
                return response.IsSuccessStatusCode ? query + id : throw new Exception([|await response.Content.ReadAsStringAsync()|]);
            }
        }
        """,
        isReported);

    /// <summary>The type may exchange the code too, and a method of it gives the client of the other requests their token.</summary>
    [Fact]
    public Task ApiBesideATokenRequest_IsNotOAuths() => VerifyCS.VerifyAsync("""
        using System.Net.Http.Headers;
        using Microsoft.Extensions.Logging;

        public class PatronsOAuthClient(IHttpClientFactory clients, ILogger<PatronsOAuthClient> logger)
        {
            private const string BaseUrl = "https://www.patreon.com/api/oauth2/v2";
            private const string TokenUrl = "https://www.patreon.com/api/oauth2/token";

            public async Task<string?> ExchangeCodeAsync(string code)
            {
                using var client = clients.CreateClient();
                var form = new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code };
                var response = await client.PostAsync(TokenUrl, new FormUrlEncodedContent(form));
                var content = await response.Content.ReadAsStringAsync();
                if (!response.IsSuccessStatusCode)
                {
                    logger.LogError("No token: {Status} - {Content}", response.StatusCode, [|content|]);
                    return null;
                }

                return content;
            }

            public async Task<string?> ReadCampaignsAsync(string accessToken)
            {
                using var client = CreateClient(accessToken);
                var query = await new FormUrlEncodedContent(new Dictionary<string, string> { ["include"] = "tiers" }).ReadAsStringAsync();
                var response = await client.GetAsync($"{BaseUrl}/campaigns?{query}");
                var content = await response.Content.ReadAsStringAsync();
                if (!response.IsSuccessStatusCode)
                {
                    logger.LogError("No campaigns: {Status} - {Content}", response.StatusCode, content);
                    return null;
                }

                return content;
            }

            private HttpClient CreateClient(string accessToken)
            {
                var client = clients.CreateClient();
                client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
                return client;
            }
        }
        """);

    /// <summary>Some APIs also use the client secret; a token request contains more, or uses an OAuth endpoint.</summary>
    [Theory]
    [InlineData("https://www.strava.com/api/v3/push_subscriptions", "", false)]
    [InlineData("https://api.contoso.com/webhooks", "", false)]
    [InlineData("https://www.contoso.com/exchange", "", true)]
    [InlineData("https://www.strava.com/api/v3/oauth/token", "", true)]
    [InlineData("https://api.contoso.com/connect", "&grant_type=authorization_code", true)]
    public Task SecretOfTheClient(string url, string more, bool isReported) => Judge($$"""
        public class Subscriptions(HttpClient http, string secret)
        {
            private const string SubscriptionUrl = "{{url}}";

            public async Task RemoveAsync(int id)
            {
                var response = await http.DeleteAsync($"{SubscriptionUrl}/{id}?client_id=1{{more}}&client_secret={secret}");
                if (!response.IsSuccessStatusCode)
                {
                    throw new Exception([|$"It failed: {await response.Content.ReadAsStringAsync()}"|]);
                }
            }
        }
        """, isReported);

    /// <summary>A private method composes the URL of the request.</summary>
    [Theory]
    [InlineData("return $\"https://api.xero.com/api.xro/2.0/Invoices{query}\";", false)]
    [InlineData("return $\"https://identity.xero.com/connect/token{query}\";", true)]
    public Task UrlOfAMethod(string body, bool isReported) => Judge($$"""
        public class XeroOAuthInvoices(HttpClient http)
        {
            public async Task<string> SendAsync(HttpContent content, (string AccessToken, string RefreshToken) tokens)
            {
                var uri = BuildUri("?a=1");
                using var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = content };
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);
                using var response = await http.SendAsync(request);
                var text = await response.Content.ReadAsStringAsync();
                if (!response.IsSuccessStatusCode)
                {
                    throw new Exception([|$"It failed: {text}"|]);
                }

                return tokens.RefreshToken;
            }

            private static string BuildUri(string query) { {{body}} }
        }
        """, isReported);

    [Theory]
    [InlineData("https://api.xero.com/api.xro/2.0/Invoices", false)]
    [InlineData("https://identity.xero.com/connect/token", true)]
    public Task UrlOfALocalFunction(string url, bool isReported) => Judge($$"""
        public class XeroOAuthInvoices(HttpClient http)
        {
            public async Task<string> SendAsync(HttpContent form, string refreshToken)
            {
                var response = await http.PostAsync(BuildUrl("?a=1"), form);
                return response.IsSuccessStatusCode ? refreshToken : throw new Exception([|await response.Content.ReadAsStringAsync()|]);

                string BuildUrl(string query) => $"{{url}}{query}";
            }
        }
        """, isReported);

    /// <summary>The part of the path that the caller passes may be that of the token endpoint.</summary>
    [Fact]
    public Task UrlOfAMethodThatIsHandedThePath_Triggers() => Judge("""
        public class Tokens(HttpClient http)
        {
            public async Task ExchangeAsync(HttpContent form)
            {
                var response = await http.PostAsync(BuildUrl("oauth/token"), form);
                if (!response.IsSuccessStatusCode)
                {
                    throw new Exception([|$"It failed: {await response.Content.ReadAsStringAsync()}"|]);
                }
            }

            private static string BuildUrl(string path) => $"https://api.contoso.com/v1/{path}";
        }
        """, isReported: true);

    /// <summary>The error that is passed to a factory of a result object was worded by the caller.</summary>
    [Theory]
    [InlineData("static OAuthOutcome", false)]
    [InlineData("OAuthOutcome", true)]
    [InlineData("static Shown", true)]
    public Task ErrorOfAFactory(string made, bool isReported) => Judge($$"""
        public sealed class Shown { public string Error { get; set; } = ""; public string Token { get; set; } = ""; }

        public class OAuthOutcome
        {
            public string Error { get; set; } = "";
            public string Token { get; set; } = "";

            public {{made}} Fail(int status, string error, string scope = "") =>
                new()
                {
                    Error = [|error|],
                    Token = scope + status,
                };
        }
        """, isReported);

    /// <summary>A tuple with a flag is the application's own result; no response is deserialized into one.</summary>
    [Theory]
    [InlineData("(bool Success, string? AccessToken, string? RefreshToken, string? Error)", "(bool success, string? access, string? refresh, string? error)", false)]
    [InlineData("OAuthAnswer", "var (success, access, refresh, error)", true)]
    public Task TupleOfAnOutcome(string type, string variables, bool isReported) => Judge($$"""
        public record OAuthAnswer(bool Fine, string? AccessToken, string? RefreshToken, string? Error);
        public interface ITokens { Task<{{type}}> RefreshTokenAsync(string token); }
        public class OAuthRefresh(ITokens tokens)
        {
            public async Task<string> RunAsync(string token)
            {
                {{variables}} = await tokens.RefreshTokenAsync(token);
                if (access is null) { throw new InvalidOperationException([|error ?? "Invalid."|]); }
                return access;
            }
        }
        """, isReported);

    /// <summary>The errors of an API's calls are none of OAuth's, though their names mention it.</summary>
    [Theory]
    [InlineData("GetUserInfo", "token", true)]
    [InlineData("GetUserInfo", "token, scope", true)]
    [InlineData("GetUserInfo", "token, botUserId", false)]
    [InlineData("GetUserInfo", "token, bot.UserId", false)]
    [InlineData("GetTeamWithOAuthScopes", "token", false)]
    [InlineData("GetTokenWithScopes", "token", true)]
    [InlineData("RefreshWithToken", "token", true)]
    public Task CallOfAnApi(string call, string arguments, bool isReported) => Judge(
        $$"""
        public record Answer(bool Ok, string? Error);
        public record Bot(string UserId);
        public interface IClient { Task<Answer> {{call}}(string token, string? more = null); }
        public class OAuthInstaller(IClient client)
        {
            public async Task InstallAsync(string token, string scope, string botUserId, Bot bot)
            {
                var answer = await client.{{call}}({{arguments}});
                if (!answer.Ok) { throw new InvalidOperationException([|"The app is not installed: " + answer.Error|]); }
            }
        }
        """, isReported);

    /// <summary>A helper that returns a parameter of the request, beside others for the parameters of a callback.</summary>
    [Theory]
    [InlineData("HttpUtility.ParseQueryString(request.RequestUri!.Query)[\"error\"]", "state", true)]
    [InlineData("HttpUtility.ParseQueryString(request.RequestUri!.Query).Get(\"error_description\")", "page", true)]
    [InlineData("HttpUtility.ParseQueryString(request.RequestUri!.Query)[\"error\"]", "page", false)]
    [InlineData("HttpUtility.ParseQueryString(request.RequestUri!.Query)[\"title\"]", "state", false)]
    [InlineData("System.Configuration.Config[\"error\"]", "state", false)]
    public Task HelperThatReadsTheQuery(string value, string beside, bool isReported) => Judge(
        $$"""
        using System.Web;

        namespace System.Configuration { public static class Config { public static readonly Dictionary<string, string> All = new(); } }

        public static class Requests
        {
            public static string? GetError(this HttpRequestMessage request)
            {
                return {{value.Replace("Config[", "Config.All[", StringComparison.Ordinal)}};
            }

            public static string? GetOther(this HttpRequestMessage request) => HttpUtility.ParseQueryString(request.RequestUri!.Query)["{{beside}}"];
        }

        public class CallbackService
        {
            public void Run(HttpRequestMessage request)
            {
                var error = request.GetError();
                if (error != null) { throw new InvalidOperationException([|"Consent was denied: " + error|]); }
            }
        }
        """, isReported);

    /// <summary>The code of another project is not read, even where it is known, as in an editor.</summary>
    [Fact]
    public Task HelperOfAnotherProject_DoesNotTrigger()
    {
        var project = OtherProject.Compile("Other", """
            public static class Requests
            {
                public static string? GetError(this HttpRequestMessage request) => System.Web.HttpUtility.ParseQueryString(request.RequestUri!.Query)["error"];

                public static string? GetState(this HttpRequestMessage request) => System.Web.HttpUtility.ParseQueryString(request.RequestUri!.Query)["state"];
            }
            """);
        var test = VerifyCS.Test("""
            public class CallbackService
            {
                public void Run(HttpRequestMessage request) => throw new InvalidOperationException("Consent was denied: " + request.GetError());
            }
            """);
        return (test with { MoreReferences = [project] }).VerifyAsync();
    }

    /// <summary>The result of the application's own window or listener, which contains the code, or the error in two parts.</summary>
    [Theory]
    [InlineData("AuthorizationCode", "ErrorCode", "ErrorDescription", true)]
    [InlineData("AuthCode", "Error", "ErrorDescription", true)]
    [InlineData("ZipCode", "ErrorCode", "ErrorDescription", false)]
    [InlineData("AuthorizationCode", "FieldCode", "ErrorDescription", false)]
    [InlineData("AuthorizationCode", "ErrorCode", "Caption", false)]
    public Task MembersBesideTheCode(string code, string error, string description, bool isReported)
    {
        var source = $$"""
            public class BrowserWindow
            {
                public string? {{code}} { get; set; }
                public string? {{error}} { get; set; }
                public string? {{description}} { get; set; }
            }

            public class MainWindow
            {
                public string? Error { get; set; }

                public string? AuthorizationCode { get; set; }

                public void OnClosed(BrowserWindow browser)
                {
                    Error = [|string.Format("{0}: {1}", browser.{{error}}, browser.{{description}})|];
                }
            }
            """;
        return Judge(source, isReported);
    }

    [Theory]
    [InlineData("string? code, string? error", true)]
    [InlineData("string? error, string? state", true)]
    [InlineData("string? error, string? scope", true)]
    [InlineData("String? state, String? error", true)]
    [InlineData("string? error, string? description", true)]
    [InlineData("string? error, string? errorText, string? longDescription", true)]
    [InlineData("Microsoft.Extensions.Primitives.StringValues error, string? state", false)]
    [InlineData("StringValues error, string? state", true)]
    [InlineData("StringValues? error, string? state", true)]
    [InlineData("object? error, string? state", false)]
    [InlineData("string? error, int state", false)]
    [InlineData("string? error, object? description", false)]
    [InlineData("string? error", false)]
    [InlineData("string? name, string? error", false)]
    [InlineData("[FromQuery] string? error", false)]
    public Task Parameter_IsACallbacksBesideItsOthers(string parameters, bool isReported) =>
        Judge(Page($"public IActionResult Enter({parameters})\n{{\n    {AboutOAuth}    return BadRequest([|error|]);\n}}"), isReported);

    [Theory]
    [InlineData("Callback", "string? errorCode, string? state", "errorCode", true)]
    [InlineData("Callback", "string? errorMessage, string? provider", "errorMessage", true)]
    [InlineData("Callback", "string? errorMessage, string? code", "errorMessage", true)]
    [InlineData("Callback", "string? errorMessage, string? error", "errorMessage", true)]
    [InlineData("ExternalLogin", "string? errorMessage, string? state", "errorMessage", true)]
    [InlineData("FinishOAuth", "string? errorMessage, string? state", "errorMessage", true)]
    [InlineData("Enter", "string? errorMessage, string? state", "errorMessage", false)]
    [InlineData("Enter", "string? errorCode, string? state", "errorCode", false)]
    [InlineData("Callback", "string? errorCode", "errorCode", false)]
    [InlineData("Callback", "string? errorMessage", "errorMessage", false)]
    [InlineData("Callback", "string? errorMessage, string? name", "errorMessage", false)]
    [InlineData("Callback", "[FromQuery] string? error", "error", true)]
    [InlineData("Callback", "string? error", "error", false)]
    [InlineData("Enter", "string? error_description", "error_description", true)]
    [InlineData("Enter", "string? remoteError", "remoteError", true)]
    public Task Parameter_OfAMethodThatIsNamedAfterACallback(string method, string parameters, string name, bool isReported) =>
        Judge(Page($"public IActionResult {method}({parameters})\n{{\n    {AboutOAuth}    return BadRequest([|{name}|]);\n}}"), isReported);

    [Theory]
    [InlineData("", "Entry : Controller", false)]
    [InlineData("_ = \"https://x.com/userinfo\";", "Entry : Controller", true)]
    [InlineData("_ = \"client_secret\";", "Entry : Controller", true)]
    [InlineData("_ = UserInfoEndpoint;", "Entry : Controller", true)]
    [InlineData("_ = \"Sign-In\";", "Entry : Controller", true)]
    [InlineData("", "LoginEntry : Controller", true)]
    [InlineData("", "Entry : OAuthPage", true)]
    public Task PairOfParameters_IsACallbacks_WhereSomethingSpeaksOfOAuth(string statement, string type, bool isReported)
    {
        var parameters = Page($"public IActionResult Enter(string? code, string? error) {{ {statement} return BadRequest([|error|]); }}", type);
        var query = Page(
            $"public IActionResult Enter() {{ {statement} _ = Request.Query[\"code\"]; return BadRequest([|Request.Query[\"error\"].ToString()|]); }}",
            type);
        return Task.WhenAll(Judge(parameters, isReported), Judge(query, isReported));
    }

    [Theory]
    [InlineData("Request.Query[\"error_description\"]", true)]
    [InlineData("Request.Query[\"error_reason\"]", true)]
    [InlineData("Request.Query[\"error_description\"][0]", true)]
    [InlineData("Request.Query[\"error_description\"].First()", true)]
    [InlineData("Request?.Query[\"error_description\"]", true)]
    [InlineData("Request?.Query?[\"error_description\"].ToString()", true)]
    [InlineData("HttpContext.Request?.Query?[\"error_description\"]", true)]
    [InlineData("Request.Form[\"error_description\"].ToString()", true)]
    [InlineData("Request.Form?[\"error_description\"]", true)]
    [InlineData("System.Web.HttpUtility.ParseQueryString(text)[\"error_description\"]", true)]
    [InlineData("System.Web.HttpUtility.ParseQueryString(text).Get(\"error_description\")", true)]
    [InlineData("System.Web.HttpUtility.ParseQueryString(text)?.Get(\"error_description\")", true)]
    [InlineData("System.Web.HttpUtility.ParseQueryString(text)?.GetValues(\"error_description\")?.FirstOrDefault()", true)]
    [InlineData("query[\"error_description\"]", true)]
    [InlineData("query.GetValueOrDefault(\"error_description\")", true)]
    [InlineData("query.GetValueOrDefault(text)", false)]
    [InlineData("query[text]", false)]
    [InlineData("answers[\"error_description\"]", false)]
    [InlineData("Request.Query[\"error\"]", false)]
    [InlineData("Request.Query[\"name\"]", false)]
    [InlineData("TempData[\"error_description\"]", false)]
    [InlineData("Request.Headers[\"error_description\"]", false)]
    [InlineData("HttpContext.Session.GetString(\"error_description\")", false)]
    [InlineData("ModelState[\"error_description\"]", false)]
    public Task Key_IsAnErrors_InAQueryOrForm(string value, bool isReported) => Judge(
        Page($"public IActionResult Enter(string text, Dictionary<string, string> answers, Dictionary<string, string> query)\n{{\n    {AboutOAuth}    return BadRequest([|{value}|]);\n}}"),
        isReported);

    [Theory]
    [InlineData("TokenReply", true)]
    [InlineData("CodeReply", true)]
    [InlineData("Callback", true)]
    [InlineData("Reply", false)]
    [InlineData("HalfCallback", false)]
    [InlineData("TokenOptions", false)]
    [InlineData("Tokenizer", false)]
    [InlineData("SyntaxTokenReply", false)]
    [InlineData("OpenIdException", false)]
    [InlineData("OpenIdTokenException", true)]
    public Task Member_IsAnErrors_ByItsType(string type, bool isReported) => Judge(
        Page($"public IActionResult Enter({type} reply) => BadRequest([|reply.Error|]);")
        + """

        public class TokenReply { public string? Error { get; set; } }
        public class CodeReply { [JsonPropertyName("access_token")] public string? Given { get; set; } public string? Error { get; set; } }
        public class Callback { public string? Code { get; set; } public string? State { get; set; } public string? Error { get; set; } }
        public class HalfCallback { public string? Code { get; set; } public string? Error { get; set; } }
        public class Reply { public string? Error { get; set; } }
        public class TokenOptions { public string? Error { get; set; } }
        public class Tokenizer { public string? Error { get; set; } }
        public class SyntaxTokenReply { public string? Error { get; set; } }
        public class OpenIdException : Exception { public string? Error { get; set; } }
        public class OpenIdTokenException : Exception { public string? Error { get; set; } }
        """,
        isReported);

    [Theory]
    [InlineData("reply.Inner.Error", true)]
    [InlineData("reply?.Inner?.Error", true)]
    [InlineData("reply?.Inner.Error", true)]
    [InlineData("reply!.Inner!.Error!.Trim()", true)]
    [InlineData("reply.Error.Message", true)]
    [InlineData("reply?.Error?.Message", true)]
    [InlineData("reply.Task.Result.Error", true)]
    [InlineData("reply.Inner.Message", false)]
    [InlineData("reply.Message", false)]
    [InlineData("reply.Inner.Name", false)]
    public Task Member_IsAnErrors_ByTheWayThere(string value, bool isReported) => Judge(
        Page($"public IActionResult Enter(TokenReply reply) => BadRequest([|{value}|]);")
        + """

        public class TokenError { public string Message { get; set; } = ""; public string Trim() => ""; }
        public class TokenReply { public TokenError Error { get; set; } = new(); public TokenReply Inner { get; set; } = null!; public Task<TokenReply> Task { get; set; } = null!; public string Name { get; set; } = ""; public string Message { get; set; } = ""; }
        """,
        isReported);

    [Theory]
    [InlineData("GetTokensAsync", true)]
    [InlineData("ExchangeCodeAsync", true)]
    [InlineData("GetUsersAsync", false)]
    public Task Member_IsAnErrors_ByTheCallThatGaveIt(string method, bool isReported) => Judge(
        Page($$"""
            public async Task<IActionResult> Enter() { var reply = await {{method}}(); return BadRequest([|reply.Error|]); }
            private Task<Reply> {{method}}() => Task.FromResult(new Reply());
            """) + "\npublic class Reply { public string? Error { get; set; } }",
        isReported);

    [Theory]
    [InlineData("var parsed = JsonSerializer.Deserialize<TokenResponse>(SOURCE)!; throw new Exception([|parsed.Error|]);")]
    [InlineData("var parsed = JsonSerializer.Deserialize<ApiError>(SOURCE)!; throw new Exception([|parsed.Message|]);")]
    [InlineData("var err = JsonSerializer.Deserialize<Outcome>(SOURCE)!; throw new Exception([|err.Message|]);")]
    [InlineData("var json = JsonNode.Parse(SOURCE); throw new Exception([|(string?)json![\"error\"]|]);")]
    [InlineData("var json = JsonObject.Parse(SOURCE); throw new Exception([|(string?)json?[\"error\"]?[\"message\"]|]);")]
    [InlineData("var json = JsonDocument.Parse(SOURCE); throw new Exception([|json?.RootElement.GetProperty(\"error\").GetString()|]);")]
    [InlineData("var json = Newtonsoft.Json.Linq.JToken.Parse(SOURCE); throw new Exception([|(string?)json[\"error\"]|]);")]
    [InlineData("var json = Newtonsoft.Json.Linq.JArray.Parse(SOURCE); throw new Exception([|(string?)json[0][\"error\"]|]);")]
    [InlineData("var json = System.Text.Json.JsonDocument.Parse(SOURCE); throw new Exception([|json.RootElement.GetProperty(\"error\").GetString()|]);")]
    public Task ParsedAnswer_IsATokenEndpoints_WhereItsTextIs(string statements) => Task.WhenAll(
        VerifyCS.VerifyAsync(ErrorSample.Exchange("{ " + statements.Replace("SOURCE", "body", StringComparison.Ordinal) + " }")),
        Judge(
            ErrorSample.Exchange("{ " + statements.Replace("SOURCE", "File.ReadAllText(\"error.json\")", StringComparison.Ordinal) + " }"),
            isReported: false));

    [Theory]
    [InlineData("var parsed = JsonSerializer.Deserialize<Outcome>(body)!; throw new Exception(parsed.Message);")]
    [InlineData("var parsed = Enum.Parse<DayOfWeek>(body); throw new Exception(parsed.ToString());")]
    [InlineData("throw new Exception(Sanitize(body));")]
    [InlineData("throw new Exception(RedactTokens(body));")]
    [InlineData("throw new Exception(MaskTokens(body));")]
    [InlineData("throw new Exception(response.Content.Headers.ContentType?.MediaType);")]
    public Task OtherValueOfAnAnswer_DoesNotTrigger(string statements) => VerifyCS.VerifyAsync(ErrorSample.Exchange(
        "{ " + statements + " }",
        members: "private static string Sanitize(string text) => text; private static string RedactTokens(string text) => text; private static string MaskTokens(string text) => text;"));

    [Theory]
    [InlineData("throw new Exception([|Shorten(body)|]);")]
    [InlineData("throw new Exception([|Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync())|]);")]
    [InlineData("throw new Exception([|body.Substring(0, 100)|]);")]
    [InlineData("throw new Exception([|body[..100]|]);")]
    public Task BodyInAnotherForm_Triggers(string statements) => VerifyCS.VerifyAsync(ErrorSample.Exchange(
        statements, members: "private static string Shorten(string text) => text.Length > 100 ? text.Substring(0, 100) : text;"));

    [Theory]
    [InlineData("", "https://example.com/sms/send", false)]
    [InlineData("_ = \"client_secret\";", "https://example.com/sms/send", true)]
    [InlineData("_ = TokenEndpoint;", "https://example.com/sms/send", true)]
    [InlineData("_ = \"https://example.com/oauth/token\";", "https://example.com/sms/send", false)]
    [InlineData("_ = \"https://example.com/oauth/token\";", "https://example.com", true)]
    [InlineData("_ = \"https://example.com/oauth/token\";", "https://example.com/", true)]
    [InlineData("_ = \"https://example.com/oauth/token\";", "https://example.com/oauth/token", true)]
    [InlineData("_ = \"https://example.com/oauth/token\";", "https://example.com/oauth/token/v2", true)]
    [InlineData("_ = \"https://example.com/oauth/token\";", "https://example.com/oauth/token/accessible-resources", false)]
    public Task AnswerOfAMemberThatSpeaksOfOAuth(string statement, string url, bool isReported) => Judge(
        ErrorSample.Exchange(
            statement + " throw new Exception([|body|]);",
            members: "private const string TokenEndpoint = \"\";",
            url: url,
            method: "SendAsync"), isReported);

    [Theory]
    [InlineData("http.PostAsync(\"https://example.com/sms/send\", form)", false)]
    [InlineData("http.PostAsync(new Uri(\"https://example.com/sms/send\"), form)", false)]
    [InlineData("http.PostAsync($\"https://example.com/sms/{form}\", form)", false)]
    [InlineData("http.PostAsync(\"https://example.com/\" + form + \"send\", form)", true)]
    [InlineData("http.PostAsync(target, form)", false)]
    [InlineData("http.PostAsync(new Uri(target), form)", false)]
    [InlineData("http.SendAsync(new HttpRequestMessage(HttpMethod.Post, \"https://example.com/sms/send\"))", false)]
    [InlineData("http.PostAsync(\"sms/send\", form)", true)]
    [InlineData("http.PostAsync($\"{target}/token\", form)", true)]
    [InlineData("http.PostAsync(target + \"/token\", form)", true)]
    [InlineData("http.SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(target + \"/token\")))", true)]
    public Task UrlOfTheCall_OutweighsWhatIsAround(string call, bool isReported) => Judge(
        ErrorSample.Exchange(
            $"_ = \"https://example.com/oauth/authorize\"; var target = \"https://example.com/sms/send\"; if (form is null) {{ target = target + form; }} var other = await {call}; throw new Exception([|await other.Content.ReadAsStringAsync()|]);",
            url: "https://example.com/sms/send",
            method: "SendAsync"),
        isReported);

    [Theory]
    [InlineData("https://example.com/sms/send?access_token={token}", false)]
    [InlineData("https://example.com/sms/access_token?scope={token}", true)]
    [InlineData("https://example.com/sms/send", false)]
    public Task AccessTokenInTheQuery_MakesNoTokenEndpoint(string url, bool isReported) => Judge(
        ErrorSample.Exchange(
            $$"""
            _ = "https://example.com/oauth/authorize"; var token = "a"; var other = await http.GetAsync($"{{url}}");
            throw new Exception([|await other.Content.ReadAsStringAsync()|]);
            """,
            url: "https://example.com/sms/send",
            method: "SendAsync"),
        isReported);

    /// <summary>A known part of the path identifies an API, even after an unknown one.</summary>
    [Theory]
    [InlineData("$\"https://example.com/{id}/comments\"", false)]
    [InlineData("$\"https://example.com/{id}/comments?access_token={token}\"", false)]
    [InlineData("$\"https://example.com:8443/{id}/comments\"", false)]
    [InlineData("\"https://example.com/\" + id + \"/comments\"", false)]
    [InlineData("$\"https://example.com/{id}\"", true)]
    [InlineData("$\"https://example.com/{id}?fields=comments\"", true)]
    [InlineData("$\"https://example.com/{id}/oauth/comments\"", true)]
    [InlineData("$\"https://example.com/{id}/access_token?access_token={token}\"", true)]
    public Task PathBehindAnId_IsAnApis(string url, bool isReported) => Judge(
        ErrorSample.Exchange(
            $$"""
            _ = "https://example.com/oauth/authorize"; var (token, id) = (Environment.NewLine, Environment.CommandLine); var other = await http.PostAsync({{url}}, form);
            throw new Exception([|await other.Content.ReadAsStringAsync()|]);
            """,
            url: "https://example.com/sms/send",
            method: "SendAsync"),
        isReported);

    /// <summary>
    /// A GET request with an access token is an API call, wherever its URL comes from, unless it uses OAuth's own endpoint for the user.
    /// </summary>
    [Theory]
    [InlineData("http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(\"Bearer\", token);", "http.GetAsync(Url)", false)]
    [InlineData("http.DefaultRequestHeaders.Authorization = new(\"Bearer\", token);", "http.GetAsync(Url)", false)]
    [InlineData("http.DefaultRequestHeaders.Add(\"Authorization\", \"Bearer \" + token);", "http.GetAsync(Url)", false)]
    [InlineData("http.DefaultRequestHeaders.Add(\"Authorization\", kind + \" \" + accessToken);", "http.GetAsync(Url)", false)]
    [InlineData("var access_token = token; http.DefaultRequestHeaders.Add(\"Authorization\", kind + \" \" + access_token);", "http.GetAsync(Url)", false)]
    [InlineData("http.DefaultRequestHeaders.Add(\"Authorization\", kind + \" \" + token);", "http.GetAsync(Url)", true)]
    [InlineData("http.DefaultRequestHeaders.Add(\"Trace\", \"Bearer \" + token);", "http.GetAsync(Url)", true)]
    [InlineData("var request = new HttpRequestMessage(HttpMethod.Get, Url); request.Headers.Authorization = new(\"Bearer\", token);", "http.SendAsync(request)", false)]
    [InlineData("var request = new HttpRequestMessage(HttpMethod.Get, Url) { Headers = { Authorization = new(\"Bearer\", token) } };", "http.SendAsync(request)", false)]
    [InlineData("var request = new HttpRequestMessage(HttpMethod.Post, Url); request.Headers.Authorization = new(\"Bearer\", token);", "http.SendAsync(request)", true)]
    [InlineData("var request = new HttpRequestMessage(HttpMethod.Get, Url); request.Headers.Authorization = new(\"Basic\", token);", "http.SendAsync(request)", true)]
    [InlineData("var request = new HttpRequestMessage(HttpMethod.Get, Url); var another = new HttpRequestMessage(); another.Headers.Authorization = new(\"Bearer\", token);", "http.SendAsync(request)", true)]
    [InlineData("http.DefaultRequestHeaders.Authorization = new(\"Bearer\", token); http.DefaultRequestHeaders.Authorization = new(\"Basic\", token);", "http.GetAsync(Url)", true)]
    [InlineData("", "http.GetAsync(Url)", true)]
    [InlineData("http.DefaultRequestHeaders.Authorization = new(\"Bearer\", token);", "http.GetAsync(UserInfoEndpoint)", true)]
    [InlineData("http.DefaultRequestHeaders.Authorization = new(\"Bearer\", token); var at = UserInfoEndpoint + kind;", "http.GetAsync(at)", true)]
    [InlineData("http.DefaultRequestHeaders.Authorization = new(\"Bearer\", token); var url = \"https://example.com/oauth/me\";", "http.GetAsync(url)", true)]
    public Task RequestThatAnAccessTokenOpens_IsAnApis(string open, string call, bool isReported) => Judge(
        $$"""
        using System.Net.Http.Headers;

        public class Texts(HttpClient http)
        {
            public static string Url => Environment.CommandLine;

            public static string UserInfoEndpoint => Environment.CommandLine;

            public async Task<string> ReadAsync(HttpContent form, string token, string accessToken, string kind)
            {
                var exchanged = await http.PostAsync("https://example.com/oauth/token", form);
                {{open}}
                var response = await {{call}};
                return exchanged.IsSuccessStatusCode && response.IsSuccessStatusCode
                    ? kind + accessToken + token
                    : throw new Exception([|await response.Content.ReadAsStringAsync()|]);
            }
        }
        """,
        isReported);

    /// <summary>The same if a method makes the client or the request, and sets the token.</summary>
    [Theory]
    [InlineData("var made = new HttpClient(); made.DefaultRequestHeaders.Authorization = new(\"Bearer\", token); return made;", "GetAsync", false)]
    [InlineData("return new HttpClient { DefaultRequestHeaders = { Authorization = new(\"Bearer\", token) } };", "GetAsync", false)]
    [InlineData("var made = new HttpClient { DefaultRequestHeaders = { Authorization = new(\"Bearer\", token) } }; return made;", "GetAsync", false)]
    [InlineData("var made = new HttpClient(); made.DefaultRequestHeaders.Authorization = new(\"Bearer\", token); return made;", "DeleteAsync", true)]
    [InlineData("var made = new HttpClient(); made.DefaultRequestHeaders.Authorization = new(\"Basic\", token); return made;", "GetAsync", true)]
    [InlineData("var made = new HttpClient(); var other = new HttpClient(); other.DefaultRequestHeaders.Authorization = new(\"Bearer\", token); return made;", "GetAsync", true)]
    [InlineData("HttpClient Make() { var made = new HttpClient(); made.DefaultRequestHeaders.Authorization = new(\"Bearer\", token); return made; } return new HttpClient(new Handler(Make));", "GetAsync", true)]
    [InlineData("return new HttpClient();", "GetAsync", true)]
    public Task ClientMadeWithAnAccessToken_AsksAnApi(string make, string call, bool isReported) => Judge(
        $$"""
        public class Texts(HttpClient http)
        {
            public static string Url => Environment.CommandLine;

            public async Task<string> ReadAsync(HttpContent form, string token)
            {
                var exchanged = await http.PostAsync("https://example.com/oauth/token", form);
                var client = CreateClient(token);
                var response = await client.{{call}}(Url);
                return exchanged.IsSuccessStatusCode && response.IsSuccessStatusCode
                    ? token
                    : throw new Exception([|await response.Content.ReadAsStringAsync()|]);
            }

            private static HttpClient CreateClient(string token)
            {
                {{make}}
            }
        }

        public class Handler(Func<HttpClient> make) : HttpClientHandler { public HttpClient Inner => make(); }
        """,
        isReported);

    /// <summary>A header set where the client is used replaces the one of its maker.</summary>
    [Theory]
    [InlineData("", "HttpMethod.Get", false)]
    [InlineData("", "HttpMethod.Post", true)]
    [InlineData("request.Headers.Authorization = new(\"Basic\", token);", "HttpMethod.Get", true)]
    public Task RequestMadeWithAnAccessToken_AsksAnApi(string use, string method, bool isReported) => Judge(
        $$"""
        using System.Net.Http.Headers;

        public class Texts(HttpClient http)
        {
            public static string Url => Environment.CommandLine;

            public async Task<string> ReadAsync(HttpContent form, string token)
            {
                var exchanged = await http.PostAsync("https://example.com/oauth/token", form);
                var request = CreateRequest({{method}}, token);
                {{use}}
                var response = await http.SendAsync(request);
                return exchanged.IsSuccessStatusCode && response.IsSuccessStatusCode
                    ? token
                    : throw new Exception([|await response.Content.ReadAsStringAsync()|]);
            }

            private static HttpRequestMessage CreateRequest(HttpMethod method, string token)
            {
                HttpRequestMessage made = new(method, Url);
                made.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                return made;
            }
        }
        """,
        isReported);

    /// <summary>A request that sends an access token is an API call; code that reads one from the response handles OAuth.</summary>
    [Theory]
    [InlineData("_ = new[] { new KeyValuePair<string, string>(\"access_token\", token) };", false)]
    [InlineData("_ = new Dictionary<string, string> { { \"access_token\", token } };", false)]
    [InlineData("_ = new Dictionary<string, string> { [\"access_token\"] = token };", false)]
    [InlineData("var sent = new Dictionary<string, string>(); sent[\"access_token\"] = token;", false)]
    [InlineData("var sent = new Dictionary<string, string>(); sent.Add(\"access_token\", token);", false)]
    [InlineData("_ = JsonDocument.Parse(token).RootElement.GetProperty(\"access_token\");", true)]
    [InlineData("_ = System.Text.Json.Nodes.JsonNode.Parse(token)![\"access_token\"];", true)]
    public Task RequestWithAnAccessToken_IsAnApis(string use, bool isReported) => Judge(
        $$"""
        public class Posts(HttpClient http)
        {
            public async Task PublishAsync(string url, string token, HttpContent form)
            {
                {{use}}
                var response = await http.PostAsync(url, form);
                if (!response.IsSuccessStatusCode)
                {
                    throw new Exception([|await response.Content.ReadAsStringAsync()|]);
                }
            }
        }
        """,
        isReported);

    /// <summary>A token endpoint takes no bearer token: with one, names related to OAuth refer to what holds the token.</summary>
    [Theory]
    [InlineData("http.DefaultRequestHeaders.Authorization = new(\"Bearer\", token);", "titles", false)]
    [InlineData("", "titles", true)]
    [InlineData("http.DefaultRequestHeaders.Authorization = new(\"Bearer\", token);", "oauth/userinfo", true)]
    public Task NamesBesideABearerToken_AreNoOAuthEndpoints(string open, string path, bool isReported) => Judge(
        $$"""
        public class OAuthToken { public string Value { get; set; } = ""; }

        public class BattleAuthenticationService(HttpClient http)
        {
            public async Task<string> GetTokenTitlesAsync(OAuthToken oauthToken, string token, string baseAddress, HttpContent form)
            {
                http.BaseAddress = new Uri(baseAddress);
                {{open}}
                _ = "{{path}}";
                var response = await http.PostAsync(baseAddress, form);
                return response.IsSuccessStatusCode ? oauthToken.Value : throw new Exception([|await response.Content.ReadAsStringAsync()|]);
            }
        }
        """,
        isReported);

    /// <summary>The redirect URI is part of the request's content, and not its target.</summary>
    [Theory]
    [InlineData("http.PostAsync(target, new FormUrlEncodedContent(new[] { KeyValuePair.Create(\"a\", \"https://example.com/done/callback\") }))", true)]
    [InlineData("http.PostAsync(target, new StringContent(\"https://example.com/done/callback\"))", true)]
    [InlineData("http.PostAsJsonAsync(target, new Dictionary<string, string> { [\"redirect_uri\"] = $\"{target}/done/callback\" })", true)]
    [InlineData("http.PostAsync(target + \"/done/callback\", new StringContent(\"\"))", false)]
    public Task AddressInTheContent_IsNotTheCalls(string call, bool isReported) => Judge(
        ErrorSample.Exchange(
            $$"""
            _ = "https://example.com/oauth/authorize"; var target = Environment.CommandLine; var other = await {{call}};
            throw new Exception([|await other.Content.ReadAsStringAsync()|]);
            """,
            url: "https://example.com/sms/send",
            method: "SendAsync"),
        isReported);

    [Theory]
    [InlineData("target switch { \"a\" => \"https://example.com/sms/list\", _ => \"https://example.com/sms/queue\" }", false)]
    [InlineData("target switch { \"a\" => \"https://example.com/sms/list\", _ => \"https://example.com/oauth/token\" }", true)]
    [InlineData("target switch { \"a\" => \"https://example.com/sms/list\", _ => throw new ArgumentException(target) }", false)]
    public Task UrlOfASwitch_OutweighsWhatIsAround_OnAllWays(string url, bool isReported) => Judge(
        ErrorSample.Exchange(
            $$"""
            _ = "https://example.com/oauth/authorize"; var target = Environment.CommandLine; var url = {{url}}; var other = await http.PostAsync(url, form);
            throw new Exception([|await other.Content.ReadAsStringAsync()|]);
            """,
            url: "https://example.com/sms/send",
            method: "SendAsync"),
        isReported);

    /// <summary>An error code that only OAuth uses identifies the member as an OAuth error.</summary>
    [Theory]
    [InlineData("if (reply.Error == \"access_denied\") { return Ok(); }", true)]
    [InlineData("if (reply.Error != \"invalid_grant\") { return Ok(); }", true)]
    [InlineData("if (reply.Error is \"login_required\" or \"consent_required\") { return Ok(); }", true)]
    [InlineData("if (string.Equals(reply.Error, \"access_denied\")) { return Ok(); }", true)]
    [InlineData("if (\"access_denied\" == reply.Error) { return Ok(); }", true)]
    [InlineData("if (reply.Error!.Equals(\"access_denied\")) { return Ok(); }", false)]
    [InlineData("if (reply.Error.Equals(\"access_denied\")) { return Ok(); }", true)]
    [InlineData("switch (reply.Error) { case \"slow_down\": return Ok(); }", true)]
    [InlineData("if ((reply.Error switch { \"expired_token\" => 1, _ => 2 }) == 1) { return Ok(); }", true)]
    [InlineData("switch (reply.Error) { case \"other\": return Ok(\"slow_down\"); }", false)]
    [InlineData("if (reply.Error == \"not_found\") { return Ok(); }", false)]
    [InlineData("if (reply.Name == \"access_denied\") { return Ok(); }", false)]
    [InlineData("if (other.Error == \"access_denied\") { return Ok(); }", false)]
    public Task CodeThatOAuthAloneHas_TellsTheError(string test, bool isReported) => Judge(
        Page($"public IActionResult Enter(Reply reply, Reply other) {{ {test} return BadRequest([|reply.Error|]); }}")
        + "public class Reply { public string? Error { get; set; } public string? Name { get; set; } }",
        isReported);

    [Theory]
    [InlineData("invalid_client")]
    [InlineData("invalid_scope")]
    [InlineData("unauthorized_client")]
    [InlineData("unsupported_response_type")]
    [InlineData("unsupported_grant_type")]
    [InlineData("interaction_required")]
    [InlineData("account_selection_required")]
    [InlineData("authorization_pending")]
    public Task OtherCodeThatOAuthAloneHas_Triggers(string code) => VerifyCS.VerifyAsync(
        Page($"public IActionResult Enter(Reply reply) => reply.Error == \"{code}\" ? Ok() : BadRequest([|reply.Error|]);")
        + "public class Reply { public string? Error { get; set; } }");

    [Fact]
    public Task CodeOfAnOwnOutcome_DoesNotTrigger() => VerifyCS.VerifyAsync(
        Page("public IActionResult Enter(Reply reply) => reply.Error == \"access_denied\" ? Ok() : BadRequest(reply.Error);")
        + "public class Reply { public string? Error { get; set; } public bool IsSuccess { get; set; } }");

    /// <summary>A listener's event passes error and state after the sender.</summary>
    [Theory]
    [InlineData("object sender, string error, string receivedState", true)]
    [InlineData("object? sender, string error, string? givenState", true)]
    [InlineData("string sender, string error, string receivedState", false)]
    [InlineData("object sender, string error, string country", false)]
    [InlineData("object sender, string error, int receivedState", false)]
    public Task EventOfAListener_BringsErrorAndState(string parameters, bool isReported) => Judge(
        Page($"private static Task OnAuthError({parameters}) {{ Console.Error.WriteLine([|$\"Authorization failed: {{error}}\"|]); return Task.CompletedTask; }}"),
        isReported);

    /// <summary>A key may be a constant.</summary>
    [Theory]
    [InlineData("parameters[Keys.ErrorDescription]", true)]
    [InlineData("parameters.GetValueOrDefault(Keys.ErrorDescription)", true)]
    [InlineData("parameters[ErrorKey]", true)]
    [InlineData("parameters[Keys.OtherError]", false)]
    [InlineData("parameters[Keys.UnknownError]", false)]
    public Task Key_MayBeAConstant(string value, bool isReported) => Judge(
        Page($"private const string ErrorKey = \"error_description\"; public IActionResult Enter(Dictionary<string, string> parameters) => BadRequest([|{value}|]);")
        + """

        public static class Keys
        {
            public const string ErrorDescription = "error_description";
            public const string OtherError = "failure";
            public static readonly string UnknownError = "error_description";
        }
        """,
        isReported);

    /// <summary>A landing page that reads code and error is a callback, even if only the request in its type suggests OAuth.</summary>
    [Theory]
    [InlineData("code", true)]
    [InlineData("name", false)]
    public Task QueryWithCodeAndError_IsACallbacks(string key, bool isReported) => Judge(
        $$"""
        using Microsoft.AspNetCore.Mvc;

        public class EntryController : Controller
        {
            public IActionResult Authorize() => Redirect("/away");

            public IActionResult Landing()
            {
                var query = Request.Query;
                if (query.TryGetValue("error", out var error))
                {
                    return BadRequest([|error|]);
                }

                return Authorized(query["{{key}}"]);
            }

            private IActionResult Authorized(string? given) => Ok(given);
        }
        """,
        isReported);

    [Theory]
    [InlineData("form is null ? \"https://example.com/sms/send\" : \"https://example.com/sms/queue\"", false)]
    [InlineData("form is null ? \"https://example.com/sms/send\" : \"https://example.com/oauth/token\"", true)]
    public Task UrlThatIsChosen_OutweighsWhatIsAround_OnAllWays(string url, bool isReported) => Judge(
        ErrorSample.Exchange(
            $"_ = \"https://example.com/oauth/authorize\"; var other = await http.GetAsync({url}); throw new Exception([|await other.Content.ReadAsStringAsync()|]);",
            url: "https://example.com/sms/send",
            method: "SendAsync"),
        isReported);

    [Theory]
    [InlineData("https://example.com/sms/list", "request", false)]
    [InlineData("https://example.com/oauth/token", "request", true)]
    [InlineData("https://example.com/sms/list", "new HttpRequestMessage(HttpMethod.Get, target)", true)]
    public Task RequestThatAHelperIsGiven_OutweighsWhatCallersSay(string url, string sent, bool isReported) => Judge(
        Client($$"""
            public async Task<object> ListAsync(string month)
            {
                var request = new HttpRequestMessage(HttpMethod.Get, $"{{url}}/{month}.json");
                var response = await SendPacedAsync(request);
                if (!response.IsSuccessStatusCode)
                {
                    var text = await response.Content.ReadAsStringAsync();
                    throw new Exception([|text|]);
                }

                return response;
            }

            private async Task<HttpResponseMessage> SendPacedAsync(HttpRequestMessage request) => await http.SendAsync({{sent}});

            public Task<object> AllAsync(Dictionary<string, string> stored) => ListAsync(stored["access_token"]);
            """),
        isReported);

    [Theory]
    [InlineData("https://example.com/sms/me", false)]
    [InlineData("https://example.com/oauth/me", true)]
    public Task KeysOfACaller_AreNoneOfTheCall(string url, bool isReported) => Judge(
        Client($$"""
            public async Task<string> ProfileAsync()
            {
                var response = await http.GetAsync("{{url}}");
                return response.IsSuccessStatusCode ? "" : throw new Exception([|await response.Content.ReadAsStringAsync()|]);
            }

            public Task<string> EnterAsync(Dictionary<string, string> answer) => answer["refresh_token"] == "" ? throw new Exception() : ProfileAsync();
            """),
        isReported);

    [Theory]
    [InlineData("_ = ClientSecret;", false)]
    [InlineData("_ = new { client_secret = ClientSecret };", true)]
    [InlineData("_ = $\"client_secret={ClientSecret}\";", true)]
    public Task ClientSecret_IsATokenRequests_UnderItsKey(string statement, bool isReported) => Judge(
        ErrorSample.Exchange(
            statement + " throw new Exception([|body|]);",
            members: "private const string ClientSecret = \"\";",
            url: "https://example.com/sms/send",
            method: "SendAsync"),
        isReported);

    [Fact]
    public Task AnswerOfOneOfTwoCalls_Triggers() => VerifyCS.VerifyAsync(ErrorSample.Exchange(
        """
        if (form is null)
        {
            response = await http.PostAsync("https://example.com/oauth/token", form, cancellationToken);
            body = await response.Content.ReadAsStringAsync(cancellationToken);
        }

        throw new Exception([|body|]);
        """,
        url: "https://example.com/sms/send",
        method: "SendAsync"));

    [Theory]
    [InlineData("throw new Exception(\"GitHub said \" + body);", "GitHub's")]
    [InlineData("throw new Exception($\"GitHub said {body}\");", "GitHub's")]
    [InlineData("throw new Exception(\"GitHub or \" + \"GitLab said \" + body);", "Slack's")]
    [InlineData("throw new Exception(body);", "Slack's")]
    public async Task Message_NamesTheProviderOfTheWords_ThenTheHosts(string statement, string start) =>
        Assert.StartsWith(
            start,
            Assert.Single(await VerifyCS.ReportsAsync(ErrorSample.Exchange(statement))).GetMessage(null),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("_ = \"\"; return BadRequest(error_description);", "The provider's")]
    [InlineData("_ = gitHub; return BadRequest(error_description);", "GitHub's")]
    [InlineData("_ = \"to GitHub\"; return BadRequest(error_description);", "GitHub's")]
    [InlineData("_ = $\"to GitHub {error_description}\"; return BadRequest(error_description);", "GitHub's")]
    [InlineData("_ = gitHub + \"GitLab\"; return BadRequest(error_description);", "The provider's")]
    [InlineData("_ = \"GitLab\"; return BadRequest(error_description + gitHub);", "GitHub's")]
    public async Task Message_NamesTheOnlyProviderAround(string statements, string start)
    {
        var source = Page($"private readonly string gitHub = \"\";\npublic IActionResult Enter(string? error_description) {{ {statements} }}");

        Assert.StartsWith(start, Assert.Single(await VerifyCS.ReportsAsync(source)).GetMessage(null), StringComparison.Ordinal);
    }

    private static Task Judge(string marked, bool isReported) =>
        VerifyCS.VerifyAsync(isReported ? marked : marked.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal));

    /// <summary>Creates a client without any words that suggest OAuth.</summary>
    private static string Client(string members) => $$"""
        public class Texts(HttpClient http)
        {
            private readonly Uri target = null!;
            public override string ToString() => target.ToString();

            {{members}}
        }
        """;

    /// <summary>Creates a controller without any words that suggest OAuth.</summary>
    private static string Page(string members, string type = "Entry : Controller") => $$"""
        using System.Text.Json.Serialization;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.Primitives;

        public class {{type}}
        {
            // access_token
            {{members}}

            public const string UserInfoEndpoint = "";
        }

        public class OAuthPage : Controller { }
        """;

    /// <summary>What a listener received is a result with a flag, but its error is the provider's.</summary>
    [Theory]
    [InlineData("bool IsSuccess, string? Code, string? Error, string? ErrorDescription", true)]
    [InlineData("bool IsSuccess, string? AuthorizationCode, string? Error, string? ErrorDescription", true)]
    [InlineData("bool IsSuccess, int Code, string? Error, string? ErrorDescription", false)]
    [InlineData("bool IsSuccess, string? Code, string? ErrorDescription", false)]
    [InlineData("bool IsSuccess, string? Error, string? ErrorDescription", false)]
    public Task ResultOfAListener(string members, bool isReported) => VerifyCS.VerifyAsync($$"""
        public sealed record OAuthCodeResult({{members}});

        public sealed class Listener
        {
            public Task<OAuthCodeResult> WaitAsync(string url) => throw new NotSupportedException(url);
        }

        public sealed class Setup(Listener listener)
        {
            public async Task RunAsync()
            {
                var callback = await listener.WaitAsync("https://slack.com/oauth/v2/authorize");
                if (!callback.IsSuccess)
                {
                    PrintError({{(isReported ? "[|callback.ErrorDescription ?? \"No code.\"|]" : "callback.ErrorDescription ?? \"No code.\"")}});
                }
            }

            private static void PrintError(string text) => Console.WriteLine(text);
        }
        """);

    /// <summary>An answer that is written as JSON and returned.</summary>
    [Theory]
    [InlineData("new { status = \"error\", error = [|$\"Slack refused: {body}\"|] }", true)]
    [InlineData("new { message = [|\"Slack refused: \" + body|] }", true)]
    [InlineData("new { error = answer!.ErrorDescription }", true)]
    [InlineData("new { error = answer!.Error }", false)]
    [InlineData("new { error = body, error_description = answer!.ErrorDescription }", false)]
    [InlineData("new { error = answer!.ErrorDescription, error_description = body }", false)]
    [InlineData("new { error = [|$\"Slack refused: {body}\"|], error_description = body }", true)]
    [InlineData("new { error = \"Slack refused.\" }", false)]
    [InlineData("new { data = $\"Slack refused: {body}\" }", false)]
    public Task AnswerWrittenAsJson(string written, bool isReported) => Judge(ErrorSample.Exchange($$"""
        var answer = JsonSerializer.Deserialize<Dictionary<string, string>>(body) is null ? null : new TokenAnswer();
        if (!response.IsSuccessStatusCode)
        {
            return JsonSerializer.Serialize({{(isReported && !written.Contains("[|", StringComparison.Ordinal) ? written.Replace("answer!.ErrorDescription", "[|answer!.ErrorDescription|]", StringComparison.Ordinal) : written)}});
        }
        """, "private sealed class TokenAnswer { [JsonPropertyName(\"access_token\")] public string? Token { get; set; } public string? Error { get; set; } public string? ErrorDescription { get; set; } }", result: "string"), isReported);

    /// <summary>A response with code and message beside the data; elsewhere they are not an error.</summary>
    [Theory]
    [InlineData("if (!parsed.IsOk) { throw new Exception([|$\"{parsed.Code}: {parsed.Message}\"|]); }", true)]
    [InlineData("if (parsed.IsOk == false) { throw new Exception([|parsed.Message|]); }", true)]
    [InlineData("if (parsed.Code == 7) { throw new Exception(parsed.Message); }", false)]
    [InlineData("if (!parsed.IsOk) { throw new Exception(parsed.Request); }", false)]
    public Task EnvelopeOfAResponse(string statement, bool isReported) => Judge(
        ErrorSample.Exchange(
            "var parsed = JsonSerializer.Deserialize<Envelope>(body)!; " + statement.Replace("IsOk", "IsSuccess", StringComparison.Ordinal),
            "private sealed class Envelope { public int Code { get; set; } public string? Message { get; set; } public string? Request { get; set; } public bool IsSuccess => Code == 0; }"),
        isReported);

    /// <summary>The text of the response in a tuple that a helper returns on failure.</summary>
    [Theory]
    [InlineData("(false, body)", "Exception", true)]
    [InlineData("(false, \"No token.\")", "Exception", false)]
    [InlineData("(false, url)", "Exception", false)]
    public Task TextInATuple(string returned, string exception, bool isReported) => Judge($$"""
        public sealed class SlackTokens(HttpClient http, string url)
        {
            public async Task<(bool, string)> GetTokenAsync(HttpContent form)
            {
                var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", form);
                var body = await response.Content.ReadAsStringAsync();
                if (!response.IsSuccessStatusCode)
                {
                    return {{returned}};
                }

                return (true, body);
            }

            public async Task UseAsync(HttpContent form)
            {
                (bool success, string content) = await GetTokenAsync(form);
                if (!success)
                {
                    throw new {{exception}}([|$"No token: {content}"|] + url.Length);
                }
            }
        }
        """.Replace("|] + url.Length", "|]", StringComparison.Ordinal), isReported);
}
