using System.Globalization;
using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>ATOM002 and ATOM005: forms of callbacks from public code, one of each kind.</summary>
public sealed class CallbackSeenCodeTests
{
    private const string Start = """
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Mvc;

        public interface IStore { Task SaveTokensAsync(string tokens); }

        """;

    /// <summary>The request determines the provider; what one provider does does not apply to all.</summary>
    [Fact]
    public async Task CallbackOfManyProviders_IsOfNone()
    {
        var report = await OnlyReportAsync<StartHistoricalSyncOnConnectionAnalyzer>($$"""
            {{ManyProvidersSample.Source}}

            public class ConnectionsController(Providers providers, IStore store) : ControllerBase
            {
                [HttpGet("callback/{provider}")]
                public async Task<IActionResult> Callback(string provider, string code)
                {
                    await store.SaveTokensAsync(await providers.Get(provider).ExchangeCodeAsync(code));
                    return Ok();
                }
            }
            """);

        Assert.Contains("connects an account and", report.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    /// <summary>The namespace of a base type belongs to the framework, and does not identify a provider.</summary>
    [Fact]
    public async Task PageOfAFramework_IsOfTheProviderThatItCalls()
    {
        var report = await OnlyReportAsync<StartHistoricalSyncOnConnectionAnalyzer>("""
            public class CallbackModel(HttpClient http, IStore store) : Microsoft.AspNetCore.Mvc.RazorPages.PageModel
            {
                public async Task<IActionResult> OnGetAsync(string code)
                {
                    var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code });
                    var answer = await http.PostAsync("https://app.asana.com/-/oauth_token", form);
                    await store.SaveTokensAsync(await answer.Content.ReadAsStringAsync());
                    return Page();
                }
            }
            """);

        Assert.Contains("an account of Asana", report.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Route(\"connect/slack\")]", "")]
    [InlineData("", "/// <summary>.</summary>\n[Route(\"connect/slack\")]")]
    public async Task RouteOfTheController_TellsTheProvider(string ofAction, string ofController)
    {
        var report = await OnlyReportAsync<StartHistoricalSyncOnConnectionAnalyzer>($$"""
            public interface IExchange { Task<string> ExchangeCodeAsync(string code); }

            {{ofController}}
            public class ConnectController(IExchange oauth, IStore store) : ControllerBase
            {
                {{ofAction}}
                [HttpGet("callback")]
                public async Task<IActionResult> Callback(string code)
                {
                    await store.SaveTokensAsync(await oauth.ExchangeCodeAsync(code));
                    return Ok();
                }
            }
            """);

        Assert.Contains("an account of Slack", report.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TeamsController")]
    [InlineData("TeamsOAuthController")]
    public async Task NameOfAType_TellsTheProvider(string type)
    {
        var report = await OnlyReportAsync<StartHistoricalSyncOnConnectionAnalyzer>($$"""
            public interface IExchange { Task<string> ExchangeCodeAsync(string code); }

            public class {{type}}(IExchange oauth, IStore store) : ControllerBase
            {
                [HttpGet("callback")]
                public async Task<IActionResult> Callback(string code)
                {
                    await store.SaveTokensAsync(await oauth.ExchangeCodeAsync(code));
                    return Ok();
                }
            }
            """);

        Assert.Contains("an account of Microsoft", report.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("IConfidentialClientApplication app", "await app.AcquireTokenByAuthorizationCode(new string[0], code).ExecuteAsync()")]
    [InlineData("IServices services", "await services.Get<IConfidentialClientApplication>().AcquireTokenByAuthorizationCode(new string[0], code).ExecuteAsync()")]
    public async Task LibraryOfOneProvider_TellsIt(string parameter, string exchange)
    {
        var report = await OnlyReportAsync<StartHistoricalSyncOnConnectionAnalyzer>($$"""
            public interface IServices { T Get<T>(); }
            public interface IRequest { Task<string> ExecuteAsync(); }
            public interface IConfidentialClientApplication { IRequest AcquireTokenByAuthorizationCode(string[] scopes, string code); }

            public class ConnectController({{parameter}}, IStore store) : ControllerBase
            {
                [HttpGet("callback")]
                public async Task<IActionResult> Callback(string code)
                {
                    await store.SaveTokensAsync({{exchange}});
                    return Ok();
                }
            }
            """);

        Assert.Contains("an account of Microsoft", report.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public Task Component_IsACallback() => VerifyBothAsync("""
        public class GoogleConnected(HttpClient http, IStore store) : Microsoft.AspNetCore.Components.ComponentBase
        {
            private string? _text;

            [Microsoft.AspNetCore.Components.SupplyParameterFromQuery(Name = "code")]
            private string? Code { get; set; }

            [Microsoft.AspNetCore.Components.SupplyParameterFromQuery]
            private string? State { get; set; }

            [Microsoft.AspNetCore.Components.SupplyParameterFromQuery]
            private string? Error { get; set; }

            protected override async Task [|OnInitializedAsync|]()
            {
                _text = Error is null ? State : "Failed";
                var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = Code! });
                var answer = await http.PostAsync("https://oauth2.googleapis.com/token", form);
                await store.SaveTokensAsync(await answer.Content.ReadAsStringAsync());
            }
        }
        """);

    /// <summary>An optional PKCE verifier prevents nothing, because the author of a link can omit it.</summary>
    [Theory]
    [InlineData("Verifiers.Remove(state, out var verifier); if (verifier is not null) { form[\"code_verifier\"] = verifier; }", true)]
    [InlineData("if (Verifiers.TryRemove(state, out var verifier)) { form[\"code_verifier\"] = verifier; }", true)]
    [InlineData("if (Verifiers.TryGetValue(state, out var pkce)) form.Add(\"code_verifier\", pkce);", true)]
    [InlineData("if (!Verifiers.TryRemove(state, out var verifier)) { throw new InvalidOperationException(); } form[\"code_verifier\"] = verifier;", false)]
    [InlineData("if (Verifiers.TryRemove(state, out var verifier)) { form[\"code_verifier\"] = verifier; } else { throw new InvalidOperationException(); }", false)]
    [InlineData("Verifiers.Remove(state, out var verifier); if (verifier is null) { throw new InvalidOperationException(); } if (verifier.Length > 0) { form[\"code_verifier\"] = verifier; }", false)]
    [InlineData("Verifiers.Remove(state, out var verifier); form[\"code_verifier\"] = verifier ?? throw new InvalidOperationException();", false)]
    [InlineData("if (Verifiers.TryRemove(state, out var started)) { form[\"nonce\"] = started; }", false)]
    public Task VerifierThatMayBeMissing_IsNoCheck(string statements, bool isReported) => VerifyAsync<ValidateOAuthStateAnalyzer>($$"""
        public class SlackController(HttpClient http) : ControllerBase
        {
            private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> Verifiers = new();

            [HttpGet("callback")]
            public async Task<IActionResult> {{(isReported ? "[|Callback|]" : "Callback")}}(string code, string state)
            {
                var user = state.Split('|')[0];
                return Ok(user + await ExchangeCodeAsync(code, state));
            }

            private async Task<string> ExchangeCodeAsync(string code, string state)
            {
                var form = new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code };
                {{statements}}
                var answer = await http.PostAsync("https://slack.com/api/oauth.v2.access", new FormUrlEncodedContent(form));
                return await answer.Content.ReadAsStringAsync();
            }
        }
        """);

    /// <summary>A callback is reported once, even if a service's method also returns the action's result.</summary>
    [Fact]
    public Task ServiceThatReturnsTheAnswer_IsNoSecondCallback() => VerifyAsync<ValidateOAuthStateAnalyzer>("""
        public record Request(string Code, string State);

        public class SignInController(SignInService signIn) : ControllerBase
        {
            [HttpPost("slack/exchange")]
            public Task<IActionResult> [|Exchange|]([FromBody] Request request) => signIn.ExchangeCodeAsync(request);
        }

        public class SignInService(HttpClient http)
        {
            public async Task<IActionResult> ExchangeCodeAsync(Request request)
            {
                var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = request.Code });
                var answer = await http.PostAsync("https://slack.com/api/oauth.v2.access", form);
                return new OkObjectResult(await answer.Content.ReadAsStringAsync());
            }
        }
        """);

    /// <summary>Razor Pages validate the anti-forgery token by default.</summary>
    [Theory]
    [InlineData("[Authorize]", "OnPostAsync")]
    [InlineData("[Authorize, IgnoreAntiforgeryToken]", "[|OnPostAsync|]")]
    [InlineData("", "[|OnPostAsync|]")]
    public Task PostOfAPage_IsBound(string ofPage, string name) => VerifyAsync<ValidateOAuthStateAnalyzer>($$"""
        {{ofPage}}
        public class SignupModel(HttpClient http, IStore store) : Microsoft.AspNetCore.Mvc.RazorPages.PageModel
        {
            public async Task<IActionResult> {{name}}(string code)
            {
                var answer = await http.GetAsync("https://graph.facebook.com/v23.0/oauth/access_token?client_id=1&client_secret=2&code=" + code);
                await store.SaveTokensAsync(await answer.Content.ReadAsStringAsync());
                return Page();
            }
        }
        """);

    /// <summary>
    /// Such a code does not come by redirect: the page that opened the dialog posts it, and the anti-forgery token binds the post to it.
    /// </summary>
    [Theory]
    [InlineData("[Authorize]", "[HttpPost(\"embedded-signup\"), ValidateAntiForgeryToken]", "[FromBody] ", "Complete")]
    [InlineData("[Authorize, AutoValidateAntiforgeryToken]", "[HttpPost(\"embedded-signup\")]", "[FromBody] ", "Complete")]
    [InlineData("[Authorize]", "[HttpPost(\"embedded-signup\")]", "[FromBody] ", "[|Complete|]")]
    [InlineData("", "[HttpPost(\"embedded-signup\"), ValidateAntiForgeryToken]", "[FromBody] ", "[|Complete|]")]
    [InlineData("[Authorize]", "[HttpGet(\"embedded-signup\"), ValidateAntiForgeryToken]", "[FromQuery] ", "[|Complete|]")]
    public Task PostWithAnAntiForgeryToken_IsBound(string ofController, string ofAction, string binding, string name) => VerifyAsync<ValidateOAuthStateAnalyzer>($$"""
        public record EmbeddedSignup(string Code, string WabaId, string PhoneNumberId);

        {{ofController}}
        public class WhatsAppController(HttpClient http, IStore store) : ControllerBase
        {
            {{ofAction}}
            public async Task<IActionResult> {{name}}({{binding}}EmbeddedSignup signup)
            {
                var answer = await http.GetAsync("https://graph.facebook.com/v23.0/oauth/access_token?client_id=1&client_secret=2&code=" + signup.Code);
                await store.SaveTokensAsync(signup.WabaId + await answer.Content.ReadAsStringAsync());
                return Ok();
            }
        }
        """);

    [Theory]
    [InlineData("""
        switch (await oauth.ExchangeCodeAsync(code))
        {
            case { Token: { } token }:
                await store.SaveTokensAsync(token);
                return Ok();
            default:
                return BadRequest();
        }
        """)]
    [InlineData("""
        var result = await oauth.ExchangeCodeAsync(code);
        switch (result.Token)
        {
            case null:
                return BadRequest();
            case var token:
                await store.SaveTokensAsync(token);
                return Ok();
        }
        """)]
    [InlineData("""
        return await oauth.ExchangeCodeAsync(code) switch
        {
            { Token: { } token } => await SaveAsync(token),
            _ => BadRequest(),
        };
        """)]
    public Task SaveInASwitch_Connects(string statements) => VerifyAsync<StartHistoricalSyncOnConnectionAnalyzer>($$"""
        public record Result(string? Token);
        public interface IExchange { Task<Result> ExchangeCodeAsync(string code); }

        public class SlackController(IExchange oauth, IStore store) : ControllerBase
        {
            [HttpGet("callback")]
            public async Task<IActionResult> [|Callback|](string code)
            {
                {{statements}}
            }

            private async Task<IActionResult> SaveAsync(string token)
            {
                await store.SaveTokensAsync(token);
                return Ok();
            }
        }
        """);

    /// <summary>Neither the file nor the method suggests OAuth, but the code and the state do.</summary>
    [Theory]
    [InlineData("Code", "string code, string state")]
    [InlineData("Connect", "string code")]
    [InlineData("LoginOfMail", "string code")]
    public Task CallbackThatNamesNothing_IsOne(string name, string parameters) => AnalyzerVerifier<ValidateOAuthStateAnalyzer>.VerifyAsync(
        ("MailController.cs", Start.Replace("Authorization", "Mvc", StringComparison.Ordinal).Split("public")[0] + $$"""
            public class MailController(IMail mail) : ControllerBase
            {
                [HttpGet]
                public async Task<IActionResult> [|{{name}}|]({{parameters}})
                {
                    await mail.PostAccessCode(code);
                    return Redirect("/");
                }
            }
            """),
        ("Mail.cs", """
            public interface IMail { Task PostAccessCode(string code); }

            public class Mail(HttpClient http) : IMail
            {
                public Task PostAccessCode(string code) =>
                    http.PostAsync($"https://oauth2.googleapis.com/token?client_secret=x&code={code}&grant_type=authorization_code", null);
            }
            """));

    /// <summary>The code is a coupon, and the file of the method does not suggest OAuth, either.</summary>
    [Fact]
    public Task CodeOfAShop_IsNone() => VerifyBothAsync("""
        public interface IShop { Task RedeemAsync(string code, string state); }

        public class ShopController(IShop shop) : ControllerBase
        {
            [HttpGet]
            public async Task<IActionResult> Code(string code, string state)
            {
                await shop.RedeemAsync(code, state);
                return Redirect("/");
            }
        }
        """);

    /// <summary>Objects with the code are added to a request, which the application's own helpers send.</summary>
    [Theory]
    [InlineData("var request = new HttpRequestMessage(); request.Content = content; var answer = await http.SendAsync(request); var text = await answer.Content.ReadAsStringAsync();")]
    [InlineData("HttpContent[] parts = [content]; var answer = await http.PostAsync(\"x\", parts[0]); var text = await answer.Content.ReadAsStringAsync();")]
    [InlineData("var text = await DoRequestAsync(body);")]
    [InlineData("var text = await MakeRequest(content);")]
    [InlineData("var text = await HttpRequest((object)body);")]
    [InlineData("var text = await CallApi(body);")]
    [InlineData("var text = await DescribeAsync(body);", false)]
    public Task ObjectsThatCarryTheCode_GiveTokens(string statements, bool isReported = true) => VerifyAsync<StartHistoricalSyncOnConnectionAnalyzer>($$"""
        public class TokenBody { public string Code { get; set; } = ""; public string ClientSecret { get; set; } = ""; }
        public interface ICacheService { void SetCache(string value); }

        public class BankController(HttpClient http, ICacheService cache) : ControllerBase
        {
            [HttpGet("callback")]
            public async Task<IActionResult> {{(isReported ? "[|Callback|]" : "Callback")}}(string code)
            {
                var body = new TokenBody { Code = code, ClientSecret = "x" };
                HttpContent content = new StringContent(JsonSerializer.Serialize(body));
                {{statements}}
                cache.SetCache(text);
                return Ok();
            }

            private static Task<string> DoRequestAsync(object body) => Task.FromResult("");
            private static Task<string> MakeRequest(HttpContent body) => Task.FromResult("");
            private static Task<string> HttpRequest(object body) => Task.FromResult("");
            private static Task<string> CallApi(object body) => Task.FromResult("");
            private static Task<string> DescribeAsync(object body) => Task.FromResult("");
        }
        """);

    /// <summary>A notification that the account is connected does not fetch the history.</summary>
    [Theory]
    [InlineData("broadcaster.PublishSystemMessageAsync(\"auth\");")]
    [InlineData("broadcaster.PublishAsync(\"auth\");")]
    [InlineData("bus.PublishAsync(\"connected\");", false)]
    public Task NoticeToPeople_IsNoSync(string notice, bool isReported = true) => VerifyAsync<StartHistoricalSyncOnConnectionAnalyzer>($$"""
        public class Broadcaster(IBus bus) : IBroadcaster
        {
            public Task PublishAsync(string text) => bus.PublishAsync(text);
            public Task PublishSystemMessageAsync(string text) => bus.PublishAsync(text);
        }
        public interface IBroadcaster { Task PublishAsync(string text); Task PublishSystemMessageAsync(string text); }
        public interface IBus { Task PublishAsync(string text); }

        public class ChatController(IBroadcaster broadcaster, IBus bus, IStore store, dynamic oauth) : ControllerBase
        {
            public object Bus => bus;
            public object Broadcaster => broadcaster;

            [HttpGet("callback")]
            public async Task<IActionResult> {{(isReported ? "[|Callback|]" : "Callback")}}(string code)
            {
                string tokens = await oauth.ExchangeCodeAsync(code);
                await store.SaveTokensAsync(tokens);
                await {{notice}}
                return Ok();
            }
        }
        """);

    /// <summary>The code is read by iterating over or searching the query.</summary>
    [Theory]
    [InlineData("foreach (var pair in query) { codeResponse = pair.Value; }")]
    [InlineData("codeResponse = query.First(pair => pair.Key == \"code\").Value;")]
    [InlineData("codeResponse = Request.Query.First(pair => pair.Key == \"code\").Value.ToString();")]
    [InlineData("foreach (var pair in Request.Query) { if (pair.Key == \"code\") { codeResponse = pair.Value.ToString(); } }")]
    [InlineData("foreach (var pair in other) { codeResponse = pair.Value; }", false)]
    [InlineData("codeResponse = query[\"name\"];", false)]
    public Task CodeOutOfTheWholeQuery_IsACode(string statements, bool isReported = true) => VerifyBothAsync($$"""
        public class MusicController(IStore store, dynamic oauth) : ControllerBase
        {
            [HttpGet("callback")]
            public async Task<IActionResult> {{(isReported ? "[|Callback|]" : "Callback")}}([FromQuery] Dictionary<string, string> query, [FromServices] Dictionary<string, string> other)
            {
                var codeResponse = "";
                {{statements}}
                string tokens = await oauth.GetTokenUserAsync(codeResponse);
                await store.SaveTokensAsync(tokens);
                return Ok();
            }
        }
        """);

    /// <summary>The posted body has no specific type.</summary>
    [Theory]
    [InlineData("[FromBody] JsonElement body", "var code = body.GetProperty(\"code\").GetString();")]
    [InlineData("[FromBody] JsonDocument body", "var code = body.RootElement.GetProperty(\"code\").GetString();")]
    [InlineData("[FromBody] System.Text.Json.Nodes.JsonObject body", "var code = (string?)body[\"code\"];")]
    [InlineData("", "var body = await JsonDocument.ParseAsync(Request.Body); var code = body.RootElement.GetProperty(\"code\").GetString();")]
    [InlineData("[FromBody] JsonElement body", "var code = body.GetProperty(\"coupon\").GetString();", false)]
    [InlineData("[FromServices] HttpClient http", "var answer = JsonDocument.Parse(await http.GetStringAsync(\"x\")).RootElement; var code = answer.GetProperty(\"code\").GetString();", false)]
    public Task CodeInAPostedBody_IsACode(string parameter, string statements, bool isReported = true) => VerifyBothAsync($$"""
        public class MusicController(IStore store, dynamic oauth) : ControllerBase
        {
            [HttpPost("callback")]
            public async Task<IActionResult> {{(isReported ? "[|Callback|]" : "Callback")}}({{parameter}})
            {
                {{statements}}
                string tokens = await oauth.ExchangeCodeAsync(code);
                await store.SaveTokensAsync(tokens);
                return Ok();
            }
        }
        """);

    /// <summary>Stored procedures and SQL statements with the tokens as parameters.</summary>
    [Theory]
    [InlineData("command.CommandType = System.Data.CommandType.StoredProcedure; command.Parameters.Add(new Parameter(\"@token\", tokens));")]
    [InlineData("command.CommandType = System.Data.CommandType.StoredProcedure; command.Parameters[\"@token\"].Value = tokens;")]
    [InlineData("command.CommandText = \"INSERT INTO Accounts VALUES (@token)\"; command.Parameters.Add(\"@token\", 0).Value = tokens;")]
    [InlineData("command.Execute(\"SaveAccount\", new { tokens }, System.Data.CommandType.StoredProcedure);")]
    [InlineData("command.CommandText = \"SELECT Name FROM Accounts\"; command.Parameters.Add(\"@token\", 0).Value = tokens;", false)]
    [InlineData("command.Resource = \"me\"; command.Parameters.Add(new Parameter(\"access_token\", tokens));", false)]
    [InlineData("command.CommandType = System.Data.CommandType.StoredProcedure; command.Parameters[\"@id\"].Value = 1;", false)]
    public Task ParametersOfTheDatabase_AreKept(string statements, bool isReported = true) => VerifyAsync<StartHistoricalSyncOnConnectionAnalyzer>($$"""
        public record Parameter(string Name, object Value);

        public class SellerController(dynamic connection, dynamic oauth) : ControllerBase
        {
            [HttpGet("callback")]
            public async Task<IActionResult> {{(isReported ? "[|Callback|]" : "Callback")}}(string code)
            {
                string tokens = await oauth.ExchangeCodeAsync(code);
                var command = connection.CreateCommand();
                {{statements}}
                command.ExecuteNonQuery();
                return Ok();
            }
        }
        """);

    public static TheoryData<string> Notifiers => Names(SyncWords.Notifiers);

    public static TheoryData<string> Notices => Names(SyncWords.Notices);

    [Theory]
    [MemberData(nameof(Notifiers))]
    public Task NotifierThatPublishes_StartsNothing(string notifier) =>
        VerifyAsync<StartHistoricalSyncOnConnectionAnalyzer>(Noticed(notifier, "Publish"));

    /// <summary>Notices, regardless of the verb.</summary>
    [Theory]
    [MemberData(nameof(Notices))]
    public Task NoticeThatIsQueued_StartsNothing(string notice) =>
        VerifyAsync<StartHistoricalSyncOnConnectionAnalyzer>(Noticed("broadcaster", notice));

    private static string Noticed(string notifier, string notice) => $$"""
        public class Told(dynamic queue) { public void {{notice}}(string text) => queue.Enqueue(text); }

        public class ChatController(Told {{notifier}}, IStore store, dynamic oauth) : ControllerBase
        {
            [HttpGet("callback")]
            public async Task<IActionResult> [|Callback|](string code)
            {
                string tokens = await oauth.ExchangeCodeAsync(code);
                await store.SaveTokensAsync(tokens);
                {{notifier}}.{{notice}}("connected");
                return Ok();
            }
        }
        """;

    public static TheoryData<string> BoundBodies => [.. CallbackWords.BoundBodies];

    /// <summary>The bound object contains the body of the request.</summary>
    [Theory]
    [MemberData(nameof(BoundBodies))]
    public async Task CodeInTheBodyOfABoundObject_IsTaken(string part)
    {
        await VerifyBothAsync(Bound(part, "", isReported: true));
        await VerifyAsync<ValidateOAuthStateAnalyzer>(Bound(part, "public string State { get; set; } = \"\";", isReported: false));
        await VerifyBothAsync(Bound("Voucher", "", isReported: false));
    }

    [Fact]
    public Task ObjectsThatHaveEachOther_AreLookedAtOnce() => VerifyAsync<ValidateOAuthStateAnalyzer>(
        Bound("Body", "public Outer? Data { get; set; }", isReported: true).Replace("await oauth.BeginAsync(outer.Body);", ""));

    private static string Bound(string part, string member, bool isReported) => $$"""
        public class Inner { public string Code { get; set; } = ""; {{member}} }
        public class Outer { public int RoomId { get; set; } public Inner {{part}} { get; set; } = new(); }

        public class ConnectController(IStore store, dynamic oauth) : ControllerBase
        {
            [HttpPost("oauth/connect")]
            public async Task<IActionResult> {{(isReported ? "[|Connect|]" : "Connect")}}([FromBody] Outer outer)
            {
                {{(member.Length > 0 ? "await oauth.BeginAsync(outer." + part + ");" : "")}}
                string tokens = await oauth.ExchangeCodeAsync(outer.{{part}}.Code);
                await store.SaveTokensAsync(tokens);
                return Ok();
            }
        }
        """;

    /// <summary>Some providers use a different name for the code.</summary>
    [Theory]
    [InlineData("auth_code")]
    [InlineData("authCode")]
    [InlineData("spapi_oauth_code")]
    [InlineData("openid.oa2.authorization_code")]
    [InlineData("promo_code", false)]
    public Task KeysOfCodes_AreRead(string key, bool isReported = true) => VerifyBothAsync($$"""
        public class SellerController(IStore store, dynamic oauth) : ControllerBase
        {
            [HttpGet("callback")]
            public async Task<IActionResult> {{(isReported ? "[|Callback|]" : "Callback")}}()
            {
                var given = Request.Query["{{key}}"].ToString();
                string tokens = await oauth.ExchangeCodeAsync(given);
                await store.SaveTokensAsync(tokens);
                return Ok();
            }
        }
        """);

    /// <summary>A method of the application reads the query: <c>GetQueryString("code")</c>.</summary>
    [Theory]
    [InlineData("GetQueryString(\"code\")")]
    [InlineData("ReadQueryValue(Request, \"code\")")]
    [InlineData("GetUrlParameter(Request, \"code\")")]
    [InlineData("GetQueryString(\"coupon\")", false)]
    [InlineData("GetSetting(\"code\")", false)]
    public Task OwnReaderOfAQuery_GivesTheCode(string read, bool isReported = true) => VerifyBothAsync($$"""
        public class RedditController(IStore store, dynamic oauth) : ControllerBase
        {
            [HttpGet("auth-redirect")]
            public async Task<IActionResult> {{(isReported ? "[|Back|]" : "Back")}}()
            {
                string given = {{read}};
                string tokens = await oauth.ExchangeCodeAsync(given);
                await store.SaveTokensAsync(tokens);
                return Ok();
            }

            private string GetQueryString(string key) => Request.Query.TryGetValue(key, out var values) ? values.ToString() : throw new Exception(key);
            private static string ReadQueryValue(Microsoft.AspNetCore.Http.HttpRequest request, string key) => request.Query[key].ToString();
            private static string GetUrlParameter(Microsoft.AspNetCore.Http.HttpRequest request, string key) => request.Query[key].ToString();
            private static string GetSetting(string key) => Environment.GetEnvironmentVariable(key)!;
        }
        """);

    /// <summary>Writing tokens in the background saves them; fetching something there may be the history.</summary>
    [Theory]
    [InlineData("SaveTokensToFileAsync(tokens)", true)]
    [InlineData("LoadMessagesAsync(tokens)", false)]
    public Task TokensThatAreKeptInTheBackground_AreNoSync(string work, bool isReported) => VerifyAsync<StartHistoricalSyncOnConnectionAnalyzer>($$"""
        public class ConnectController(IStore store, dynamic oauth, dynamic files) : ControllerBase
        {
            [HttpGet("oauth/callback")]
            public async Task<IActionResult> {{(isReported ? "[|Callback|]" : "Callback")}}(string code)
            {
                string tokens = await oauth.ExchangeCodeAsync(code);
                await store.SaveTokensAsync(tokens);
                _ = Task.Run(async () => await {{work}});
                return Ok();
            }

            private Task SaveTokensToFileAsync(string tokens) => files.WriteAsync(tokens);
            private Task LoadMessagesAsync(string tokens) => files.WriteAsync(tokens);
        }
        """);

    /// <summary>One redirect URI for two purposes: connecting the bot's account, and signing people in.</summary>
    [Theory]
    [InlineData("intent == \"bot\" ? await ConnectBotAsync(code) : await SignInPersonAsync(code)", true)]
    [InlineData("await SignInPersonAsync(code)", false)]
    [InlineData("await OpenAsync(await ConnectAsync(code))", false)]
    public Task CallbackOfTwoPurposes_Connects(string purpose, bool isReported) => VerifyAsync<StartHistoricalSyncOnConnectionAnalyzer>($$"""
        public class Tokens { public string AccessToken { get; set; } = ""; public string RefreshToken { get; set; } = ""; }

        public class HomeController(dynamic oauth, dynamic settings, string intent) : ControllerBase
        {
            [HttpGet("oauth/callback")]
            public async Task<IActionResult> {{(isReported ? "[|Callback|]" : "Callback")}}(string code) => {{purpose}};

            private async Task<IActionResult> ConnectBotAsync(string code)
            {
                await ConnectAsync(code);
                return Redirect("/settings");
            }

            private async Task<Tokens> ConnectAsync(string code)
            {
                Tokens tokens = await oauth.ExchangeCodeAsync(code);
                await settings.AddOrUpdateSetting("access", tokens.AccessToken);
                await settings.AddOrUpdateSetting("refresh", tokens.RefreshToken);
                return tokens;
            }

            private async Task<IActionResult> SignInPersonAsync(string code)
            {
                Tokens tokens = await oauth.ExchangeCodeAsync(code);
                await settings.AddOrUpdateSetting("last", tokens.RefreshToken);
                return await OpenAsync(tokens);
            }

            private async Task<IActionResult> OpenAsync(Tokens tokens)
            {
                var principal = await oauth.GetPrincipalAsync(tokens.AccessToken);
                await oauth.Context.SignInAsync("Cookies", principal);
                return Redirect("/");
            }
        }
        """);

    /// <summary>A row created from a profile and tokens contains the tokens; one created from the profile alone does not.</summary>
    [Theory]
    [InlineData("Mapper.ToUserModel(profile, tokens)", true)]
    [InlineData("Mapper.ToUserModel(profile)", false)]
    [InlineData("await oauth.GetUserAsync(\"id\", tokens)", false)]
    public Task RowThatIsMadeOfTokens_HasThem(string made, bool isReported) => VerifyAsync<StartHistoricalSyncOnConnectionAnalyzer>($$"""
        public interface IUsers { Task CreateAsync(object user); }

        public class SpotifyController(IUsers userRepository, dynamic oauth, dynamic Mapper) : ControllerBase
        {
            [HttpGet("callback")]
            public async Task<IActionResult> {{(isReported ? "[|Callback|]" : "Callback")}}(string code)
            {
                string tokens = await oauth.ExchangeCodeAsync(code);
                var profile = await oauth.GetProfileAsync(tokens);
                var user = {{made}};
                await userRepository.CreateAsync(user);
                return Ok();
            }
        }
        """);

    private static async Task<Diagnostic> OnlyReportAsync<TAnalyzer>(string source)
        where TAnalyzer : DiagnosticAnalyzer, new() =>
        Assert.Single(await AnalyzerVerifier<TAnalyzer>.ReportsAsync(Start + source));

    private static Task VerifyAsync<TAnalyzer>(string source)
        where TAnalyzer : DiagnosticAnalyzer, new() =>
        AnalyzerVerifier<TAnalyzer>.VerifyAsync(Start + source);

    private static async Task VerifyBothAsync(string source)
    {
        await VerifyAsync<StartHistoricalSyncOnConnectionAnalyzer>(source);
        await VerifyAsync<ValidateOAuthStateAnalyzer>(source);
    }
}
