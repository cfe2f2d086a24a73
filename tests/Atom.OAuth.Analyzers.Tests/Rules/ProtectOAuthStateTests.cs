using System.Globalization;
using Microsoft.CodeAnalysis;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ProtectOAuthStateAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM003: what creates a state, and how it is added to the request.</summary>
public sealed class ProtectOAuthStateTests
{
    private const string Authorize = "https://slack.com/oauth/v2/authorize";

    /// <summary>Creates a function that builds the URL of an authorization request; <c>state</c> is random.</summary>
    private static string Function(string statements, string signature = "string Start(string userId)", string members = "") => $$"""
        using Atom.OAuth;
        using Microsoft.AspNetCore.WebUtilities;
        using System.Security.Cryptography;

        public sealed class Options { public string ClientId { get; set; } = ""; public string RedirectUri { get; set; } = ""; public string AuthorizeUrl { get; set; } = ""; }

        public sealed class SlackConnection(Options options, IOAuthStateProtector states)
        {
            {{members}}

            public {{signature}}
            {
                {{statements}}
            }

            public object Used => (options, states);
        }
        """;

    [Theory]
    [InlineData("""return $"{Url}?client_id={options.ClientId}&redirect_uri={options.RedirectUri}&state={[|state|]}";""")]
    [InlineData("""return $"{Url}?state={[|state|]}&client_id={options.ClientId}&redirect_uri={options.RedirectUri}";""")]
    [InlineData("""return Url + "?client_id=" + options.ClientId + "&response_type=code&state=" + [|state|];""")]
    [InlineData("""return Url + "?client_id=" + options.ClientId + $"&response_type=code&state={[|state|]}" + "&scope=chat";""")]
    [InlineData("""return $"{Url}?client_id={options.ClientId}&scope=chat&state={[|Uri.EscapeDataString(state)|]}";""")]
    [InlineData("""var url = $"{Url}?client_id={options.ClientId}&redirect_uri=x"; url += "&state=" + [|state|]; return url;""")]
    [InlineData("""var url = Url + "?client_id=1&redirect_uri=x"; url = url + $"&state={[|state|]}"; return url;""")]
    [InlineData("""return string.Format("https://slack.com/oauth/v2/authorize?client_id={0}&redirect_uri=x&state={1}", options.ClientId, [|state|]);""")]
    [InlineData("""return string.Format(System.Globalization.CultureInfo.InvariantCulture, Template, options.ClientId, [|state|]);""")]
    [InlineData("""var builder = new StringBuilder(Url); builder.Append($"?client_id={options.ClientId}"); builder.Append("&redirect_uri=x"); builder.Append("&state=" + [|state|]); return builder.ToString();""")]
    [InlineData("""return QueryHelpers.AddQueryString(Url, new Dictionary<string, string?> { ["client_id"] = options.ClientId, ["redirect_uri"] = "x", ["state"] = [|state|] });""")]
    [InlineData("""return QueryHelpers.AddQueryString(Url, new Dictionary<string, string?> { { "client_id", options.ClientId }, { "redirect_uri", "x" }, { "state", [|state|] } });""")]
    [InlineData("""var query = new Dictionary<string, string?>(); query["client_id"] = "1"; query["redirect_uri"] = "x"; query["state"] = [|state|]; return QueryHelpers.AddQueryString(Url, query);""")]
    [InlineData("""var query = new Dictionary<string, string?>(); query.Add("client_id", "1"); query.Add("redirect_uri", "x"); query.Add("state", [|state|]); return QueryHelpers.AddQueryString(Url, query);""")]
    [InlineData("""var query = System.Web.HttpUtility.ParseQueryString(""); query["client_id"] = "1"; query["response_type"] = "code"; query["state"] = [|state|]; return Url + "?" + query;""")]
    [InlineData("""var query = new Microsoft.AspNetCore.Http.Extensions.QueryBuilder(); query.Add("client_id", "1"); query.Add("response_type", "code"); query.Add("state", [|state|]); return Url + query;""")]
    [InlineData("""return QueryHelpers.AddQueryString(Url + "?client_id=1&redirect_uri=x", "state", [|state|]);""")]
    [InlineData("""var url = Url + "?client_id=1&redirect_uri=x"; return QueryHelpers.AddQueryString(url, "state", [|state|]);""")]
    [InlineData("""return QueryHelpers.AddQueryString(Url, new KeyValuePair<string, string?>[] { new("client_id", "1"), new("redirect_uri", "x"), new("state", [|state|]) });""")]
    [InlineData("""return QueryHelpers.AddQueryString(Url, new[] { KeyValuePair.Create("client_id", (string?)"1"), KeyValuePair.Create("redirect_uri", (string?)"x"), KeyValuePair.Create<string, string?>("state", [|state|]) });""")]
    [InlineData("""var pairs = new List<(string, string)> { ("client_id", "1"), ("redirect_uri", "x"), ("state", [|state|]) }; return Url + string.Join("&", pairs.Select(p => p.Item1 + "=" + p.Item2));""")]
    [InlineData("return $@\"https://slack.com/oauth/v2/authorize?client_id={options.ClientId}\n    &redirect_uri=x\n    &state={[|state|]}\";")]
    [InlineData("""return Url + "?" + string.Join("&", new[] { $"client_id={options.ClientId}", "redirect_uri=x", $"state={[|state|]}" });""")]
    [InlineData("""return Flurl.GeneratedExtensions.SetQueryParam(Url, "client_id", "1").SetQueryParam("redirect_uri", "x").SetQueryParam("state", [|state|]);""")]
    [InlineData("""return Flurl.GeneratedExtensions.SetQueryParams(Url, new { client_id = "1", redirect_uri = "x", state = [|state|] });""")]
    [InlineData("""return Flurl.GeneratedExtensions.SetQueryParams(Url, new { client_id = "1", redirect_uri = "x", [|state|] });""")]
    public Task WaysIntoTheRequest_Trigger(string statements) => VerifyCS.VerifyAsync(Function(
        "var state = Guid.NewGuid().ToString();\n" + statements,
        members: $$"""private const string Url = "{{Authorize}}"; private const string Template = Url + "?client_id={0}&state={1}";"""));

    [Theory]
    [InlineData("Guid.NewGuid().ToString(\"N\")")]
    [InlineData("Convert.ToBase64String(RandomNumberGenerator.GetBytes(16))")]
    [InlineData("Convert.ToBase64String(Encoding.UTF8.GetBytes(userId))")]
    [InlineData("Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { userId })))")]
    [InlineData("$\"{userId}|{Guid.NewGuid()}\"")]
    [InlineData("userId + \":\" + DateTime.UtcNow.Ticks")]
    [InlineData("\"slack\"")]
    [InlineData("userId")]
    [InlineData("Random.Shared.Next().ToString()")]
    [InlineData("Make()")]
    [InlineData("userId.Length > 3 ? userId : \"none\"")]
    [InlineData("Environment.GetEnvironmentVariable(\"STATE\") ?? \"x\"")]
    public Task WhatMakesIt_Triggers(string value) => VerifyCS.VerifyAsync(Function(
        $$"""var state = {{value}}; return "{{Authorize}}?client_id=1&redirect_uri=x&state=" + [|state|];""",
        members: "private static string Make() => Guid.NewGuid().ToString();"));

    [Theory]
    [InlineData("""var state = await states.BuildAsync("slack", userId, null);""", "state")]
    [InlineData("""var state = await states.BuildAsync(new OAuthStateRequest("slack", userId, null)).ConfigureAwait(false);""", "state")]
    [InlineData("""var state = states.BuildAsync("slack", userId, null).AsTask().Result;""", "state")]
    [InlineData("""var state = states.BuildAsync("slack", userId, null).GetAwaiter().GetResult();""", "state")]
    [InlineData("""(string state, OAuthStateCookie cookie) = await states.BuildWithCookieAsync(new OAuthStateRequest("slack", userId, null)); Console.WriteLine(cookie);""", "state")]
    [InlineData("""var (state, _) = await states.BuildWithCookieAsync(new OAuthStateRequest("slack", userId, null));""", "state")]
    [InlineData("""var built = await states.BuildWithCookieAsync(new OAuthStateRequest("slack", userId, null));""", "built.State")]
    [InlineData("""string state; state = await states.BuildAsync("slack", userId, null);""", "Uri.EscapeDataString(state)")]
    [InlineData("""var state = await ForUserAsync(userId);""", "state")]
    [InlineData("""var state = data.Protect(userId);""", "state")]
    [InlineData("""var state = format.Protect(new Microsoft.AspNetCore.Authentication.AuthenticationProperties());""", "state")]
    public Task Protected_DoesNotTrigger(string statement, string value) => VerifyCS.VerifyAsync(Function(
        $$"""{{statement}} await Task.Yield(); return $"{{Authorize}}?client_id=1&redirect_uri=x&state={{{value}}}";""",
        "async Task<string> StartAsync(string userId, Microsoft.AspNetCore.Authentication.ISecureDataFormat<Microsoft.AspNetCore.Authentication.AuthenticationProperties> format, Microsoft.AspNetCore.DataProtection.IDataProtector data)",
        "private async Task<string> ForUserAsync(string user) => await states.BuildAsync(\"slack\", user, null);")
        .Replace("using Atom.OAuth;", "using Atom.OAuth;\nusing Microsoft.AspNetCore.DataProtection;", StringComparison.Ordinal));

    [Theory]
    [InlineData("""return [|"https://slack.com/oauth/v2/authorize?client_id=1&scope=chat"|];""")]
    [InlineData("""return [|$"https://slack.com/oauth/v2/authorize?client_id={options.ClientId}&redirect_uri={options.RedirectUri}"|];""")]
    [InlineData("""return [|options.AuthorizeUrl|] + "?client_id=" + options.ClientId + "&redirect_uri=" + options.RedirectUri;""")]
    [InlineData("""return [|$"{options.AuthorizeUrl}?client_id={options.ClientId}&state=&redirect_uri={options.RedirectUri}"|];""")]
    [InlineData("""return QueryHelpers.AddQueryString([|"https://slack.com/oauth/v2/authorize"|], new Dictionary<string, string?> { ["client_id"] = options.ClientId, ["redirect_uri"] = "x" });""")]
    [InlineData("""var parameters = new Dictionary<string, string> { { "client_id", "1" }, { "response_type", "code" } }; return parameters.Aggregate([|"https://slack.com/oauth/v2/authorize?"|], (url, p) => url + p.Key + "=" + p.Value + "&");""")]
    [InlineData("""var query = System.Web.HttpUtility.ParseQueryString(""); [|query["client_id"] = "1"|]; query["response_type"] = "code"; return options.AuthorizeUrl + "?" + query;""")]
    public Task LeftOut_Triggers(string statements) => VerifyCS.VerifyAsync(Function(statements));

    [Fact]
    public Task LeftOutOfAConstant_Triggers() => VerifyCS.VerifyAsync("""
        public abstract class HubSpot
        {
            protected const string AuthorizationUrl = [|"https://app.hubspot.com/oauth/authorize"|] +
                "?client_id={0}" +
                "&redirect_uri={1}";
        }
        """);

    [Fact]
    public Task LambdaInAVariable_IsReportedWhereTheStateComesFrom() => VerifyCS.VerifyAsync("""
        public class Twitter
        {
            public string Start(string clientId) => PrepareAuthorizeUrl(clientId, [|Guid.NewGuid().ToString()|]);

            private static string PrepareAuthorizeUrl(string clientId, string? state)
            {
                Func<string?, string> getState = (state) => string.IsNullOrWhiteSpace(state) ? "" : $"state={state}&";
                return $"https://twitter.com/i/oauth2/authorize?response_type=code&client_id={clientId}&" + getState(state) + "redirect_uri=x";
            }
        }
        """);

    [Fact]
    public Task StartOfAUrl_IsReportedWhereItIsCompleted() => VerifyCS.VerifyAsync("""
        public static class Zoom
        {
            public static string Start = "https://zoom.us/oauth/authorize?response_type=code&client_id=";
            public static string ClientId = "";
            public static string Url = [|Start|] + ClientId + "&redirect_uri=" + ClientId;
        }
        """);

    [Fact]
    public Task StartOfAUrl_ThatNothingCompletes_Triggers() => VerifyCS.VerifyAsync("""
        public static class Zoom
        {
            public const string Start = [|"https://zoom.us/oauth/authorize?response_type=code&client_id="|];
        }
        """);

    [Fact]
    public Task ConstantWhoseUserAddsTheState_DoesNotTrigger() => VerifyCS.VerifyAsync("""
        using Atom.OAuth;

        public class HubSpot(IOAuthStateProtector states)
        {
            private const string AuthorizationUrl = "https://app.hubspot.com/oauth/authorize?client_id=1&redirect_uri=x";

            public async Task<string> StartAsync(string userId) => AuthorizationUrl + "&state=" + await states.BuildAsync("hubspot", userId, null);
        }
        """);

    [Fact]
    public Task MethodWhoseCallerAddsTheState_DoesNotTrigger() => VerifyCS.VerifyAsync("""
        using Atom.OAuth;

        public class HubSpot(IOAuthStateProtector states)
        {
            private static string Base(string clientId) => $"https://app.hubspot.com/oauth/authorize?client_id={clientId}&redirect_uri=x";

            public async Task<string> StartAsync(string userId) => Base("1") + "&state=" + await states.BuildAsync("hubspot", userId, null);
        }
        """);

    [Theory]
    [InlineData("""return $"https://slack.com/api/oauth.v2.access?client_id=1&client_secret=2&code=3&redirect_uri=x";""")]
    [InlineData("""return $"{Token}?client_id={options.ClientId}&redirect_uri={options.RedirectUri}";""")]
    [InlineData("""return "https://graph.facebook.com/v18.0/oauth/access_token?client_id=1&redirect_uri=x";""")]
    [InlineData("""return $"/login?client_id={options.ClientId}&redirect_uri={options.RedirectUri}";""")]
    [InlineData("""return $"https://login.example.com/logout?client_id=1&redirect_uri=x&post_logout_redirect_uri=y";""")]
    [InlineData("""return "https://as.example.com/authorize?client_id=1&request_uri=urn:x";""")]
    [InlineData("""return $"client_id={options.ClientId} redirect_uri={options.RedirectUri}";""")]
    [InlineData("""var form = new Dictionary<string, string> { ["client_id"] = "1", ["redirect_uri"] = "x", ["grant_type"] = "authorization_code" }; return form.ToString()!;""")]
    [InlineData("""var form = new Dictionary<string, string> { ["client_id"] = "1", ["redirect_uri"] = "x", ["code"] = userId }; return form.ToString()!;""")]
    [InlineData("""var form = new Dictionary<string, string>(); form["state"] = userId; form["city"] = "x"; return form.ToString()!;""")]
    [InlineData("""return userId.Contains("client_id=1&redirect_uri=x&response_type=code") ? "" : "x";""")]
    [InlineData("""return "UPDATE jobs SET state='x', client_id='y'";""")]
    [InlineData("""return options.RedirectUri + "?code=" + userId + "&state=" + userId;""")]
    public Task OtherRequests_DoNotTrigger(string statements) =>
        VerifyCS.VerifyAsync(Function(statements, members: "private const string Token = \"https://x.example/oauth/token\";"));

    [Theory]
    [InlineData("entry.State = EntityState.Modified;")]
    [InlineData("company.State = \"CA\";")]
    [InlineData("var address = new Address { State = \"CA\", City = \"x\" }; Console.WriteLine(address);")]
    [InlineData("session[\"state\"] = Guid.NewGuid().ToString();")]
    [InlineData("var state = Guid.NewGuid().ToString(); session[\"state\"] = state;")]
    [InlineData("var verifier = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)); Console.WriteLine(verifier);")]
    [InlineData("switch (company.State) { case \"CA\": break; }")]
    public Task OtherStates_DoNotTrigger(string statements) => VerifyCS.VerifyAsync($$"""
        public enum EntityState { Modified }
        public class Entry { public EntityState State { get; set; } }
        public class Company { public string State { get; set; } = ""; }
        public class Address { public string State { get; set; } = ""; public string City { get; set; } = ""; }
        public class AuthController
        {
            public void Save(Entry entry, Company company, Dictionary<string, string> session, Dictionary<string, string> headers)
            {
                {{statements}}
            }
        }
        """);

    [Theory]
    [InlineData("""new AuthorizationRequest { ClientId = "1", RedirectUri = "x", State = [|state|] }""")]
    [InlineData("""new Parameters { ClientId = "1", RedirectUri = "x", State = [|state|] }""")]
    [InlineData("""new AuthorizationRequest { State = [|"constant"|] }""")]
    public Task RequestObjects_Trigger(string request) => VerifyCS.VerifyAsync($$"""
        public class AuthorizationRequest { public string? ClientId { get; set; } public string? RedirectUri { get; set; } public string? State { get; set; } }
        public class Parameters { public string? ClientId { get; set; } public string? RedirectUri { get; set; } public string? State { get; set; } }
        public class Connection
        {
            public object Start()
            {
                var state = Guid.NewGuid().ToString();
                return {{request}};
            }
        }
        """);

    [Fact]
    public Task StateOfARequestVariable_Triggers() => VerifyCS.VerifyAsync("""
        public class AuthorizationCodeRequestUrl { public string? State { get; set; } public Uri Build() => new("x"); }
        public class Flow { public AuthorizationCodeRequestUrl CreateAuthorizationCodeRequest(string redirectUri) => new(); }
        public class Gmail(Flow flow)
        {
            public Uri Start(string userId)
            {
                var request = flow.CreateAuthorizationCodeRequest("x");
                request.State = [|userId|];
                return request.Build();
            }
        }
        """);

    [Fact]
    public async Task StateOfALibrarysRequest_ThatIsMissing_Triggers()
    {
        var reports = await (VerifyCS.Test("""
            public class Gmail(GoogleAuthorizationCodeFlow flow)
            {
                public Uri Start(string userId)
                {
                    var request = flow.CreateAuthorizationCodeRequest("x");
                    request.State = userId;
                    return request.Build();
                }
            }
            """) with { AllowErrors = true }).RunAsync();

        Assert.Equal(5, Assert.Single(reports).Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public Task OwnStateOfARequestClass_DoesNotTrigger() => VerifyCS.VerifyAsync("""
        public class LoginRequest
        {
            public string? State { get; set; }

            public string ToUri(string clientId) => $"https://accounts.spotify.com/authorize?client_id={clientId}&redirect_uri=x&state={State}";
        }
        """);

    [Fact]
    public Task MadeInOneMethod_EntersInAnother_TriggersOnce_WhereItIsMade() => VerifyCS.VerifyAsync(
        ("Service.cs", """
        public class SlackService
        {
            public string GetAuthorizationUrl(string state) => $"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state={state}";
        }
        """),
        ("Controller.cs", """
        public class SlackController(SlackService slack)
        {
            public string Start()
            {
                var state = [|Guid.NewGuid().ToString()|];
                return slack.GetAuthorizationUrl(state);
            }
        }
        """));

    [Fact]
    public async Task MadeInOneMethod_NamesBothPlaces()
    {
        var report = Assert.Single(await VerifyCS.Test(
            ("Service.cs", """
            public class SlackService
            {
                public string GetAuthorizationUrl(string state) => $"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state={state}";
            }
            """),
            ("Controller.cs", """
            public class SlackController(SlackService slack)
            {
                public string Start()
                {
                    var state = Guid.NewGuid().ToString();
                    return slack.GetAuthorizationUrl(state);
                }
            }
            """)).RunAsync());

        Assert.Equal(
            ["Controller.cs:5", "Service.cs:3"],
            report.OwnLocations().Select(static place => $"{place.SourceTree!.FilePath}:{place.GetLineSpan().StartLinePosition.Line + 1}"));
    }

    [Fact]
    public Task MadeBehindAnInterface_TriggersWhereItIsMade() => VerifyCS.VerifyAsync("""
        public interface ISlackService { string GetAuthorizationUrl(string state); }
        public class SlackController(ISlackService slack)
        {
            public string Start(string userId) => slack.GetAuthorizationUrl([|$"{userId}|{Guid.NewGuid()}"|]);
        }
        """);

    [Fact]
    public Task CallersThatPassAProtectedState_DoNotTrigger() => VerifyCS.VerifyAsync("""
        using Atom.OAuth;

        public class SlackController(IOAuthStateProtector states)
        {
            public async Task<string> StartAsync(string userId) => GetAuthorizationUrl(await states.BuildAsync("slack", userId, null));

            private static string GetAuthorizationUrl(string state) => $"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state={state}";
        }
        """);

    [Fact]
    public Task CallersOutsideTheProject_Trigger() => VerifyCS.VerifyAsync("""
        public class SlackService
        {
            public string GetAuthorizationUrl(string state) => Build(state);

            private static string Build(string state) => $"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state={[|state|]}";
        }
        """);

    [Fact]
    public Task RandomStateThatIsStored_Triggers() => VerifyCS.VerifyAsync("""
        public class OAuthState { public string State { get; set; } = ""; public string CodeVerifier { get; set; } = ""; }
        public class OAuthStateStore
        {
            public OAuthState Create() => new() { State = [|GenerateState()|], CodeVerifier = Guid.NewGuid().ToString() };

            private static string GenerateState() => Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        }
        """);

    [Theory]
    [InlineData("""var parts = [|state.Split('|')|]; return parts[0];""")]
    [InlineData("""return Encoding.UTF8.GetString([|Convert.FromBase64String(state)|]);""")]
    [InlineData("""return [|JsonSerializer.Deserialize<string>(state)|]!;""")]
    [InlineData("""return [|Guid.TryParse(state, out var id)|] ? id.ToString() : "";""")]
    [InlineData("""return [|int.Parse(state)|].ToString();""")]
    [InlineData("""if ([|state == "registration"|]) { return "new"; } return "old";""")]
    [InlineData("""if ([|state is "registration"|]) { return "new"; } return "old";""")]
    [InlineData("""return [|state|] switch { "registration" => "new", _ => "old" };""")]
    [InlineData("""switch ([|state|]) { case "registration": return "new"; default: return "old"; }""")]
    [InlineData("""return [|state.Equals("registration")|] ? "new" : "old";""")]
    [InlineData("""var target = ""; return [|state.StartsWith("/")|] ? state + target : "/";""")]
    [InlineData("""var userId = [|state|]; return userId;""")]
    [InlineData("""string username; [|username = state|]; return username;""")]
    [InlineData("""return [|Find(userId: state)|];""")]
    [InlineData("""return [|Find(state)|];""")]
    [InlineData("""var parts = [|Uri.UnescapeDataString(state).Split(':')|]; return parts[0];""")]
    [InlineData("""var parts = [|state!.Split(':')|]; return parts[0];""")]
    [InlineData("""var parts = [|state?.Split(':')|]; return parts![0];""")]
    public Task TakenApart_Triggers(string statements) => VerifyCS.VerifyAsync(Callback(statements));

    [Fact]
    public Task ReaderOfTheState_Triggers() => VerifyCS.VerifyAsync("""
        public class SlackOAuthService
        {
            public static string DecodeState(string state) => Encoding.UTF8.GetString([|Convert.FromBase64String(state)|]);

            public static bool IsOpenState(string state) => state == "open";
        }
        """);

    [Theory]
    [InlineData("""var state = request.Query["state"].ToString(); var code = request.Query["code"]; return [|state.Split('|')|][0] + code;""")]
    [InlineData("""request.Query.TryGetValue("state", out var state); var code = request.Query["code"]; return [|state.ToString().Split('|')|][0] + code;""")]
    public Task ReadFromTheQuery_Triggers(string statements) => VerifyCS.VerifyAsync($$"""
        using Microsoft.AspNetCore.Http;
        public class SlackHandler
        {
            public string Callback(HttpRequest request)
            {
                {{statements}}
            }
        }
        """);

    [Fact]
    public Task StateOfABoundObject_Triggers() => VerifyCS.VerifyAsync("""
        public class Answer { public string Code { get; set; } = ""; public string State { get; set; } = ""; }
        public class SlackHandler
        {
            public string Callback(Answer answer) => answer.Code + [|answer.State.Split('|')|][0];
        }
        """);

    [Fact]
    public Task Lambda_Triggers() => VerifyCS.VerifyProgramAsync("""
        using Microsoft.AspNetCore.Builder;

        var app = WebApplication.Create();
        app.MapGet("/callback", (string code, string state, IServiceProvider services) =>
        {
            var user = [|state.Split(':')|][0];
            return Exchange(code, user);
        });
        app.MapGet("/connect", () => $"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state={[|Guid.NewGuid()|]}");

        static string Exchange(string code, string token) => code + token;
        """);

    [Theory]
    [InlineData("""if (state != stored) { return "no"; } return Exchange(code);""")]
    [InlineData("""if (string.IsNullOrEmpty(state)) { return "no"; } return Exchange(code);""")]
    [InlineData("""if (state == "") { return "no"; } return Exchange(code);""")]
    [InlineData("""return states.TryGetValue(state, out var user) ? user : Exchange(code);""")]
    [InlineData("""var user = states.FirstOrDefault(pair => pair.Key == state).Value; return Exchange(code) + user;""")]
    [InlineData("""Console.WriteLine(state.Substring(0, 4)); return Exchange(code);""")]
    [InlineData("""Console.WriteLine($"state {state}"); return Exchange(code);""")]
    [InlineData("""var plain = protector.Unprotect(state); return plain.Split('|')[0];""")]
    public Task NotTakenApart_DoesNotTrigger(string statements) => VerifyCS.VerifyAsync(Callback(statements));

    [Theory]
    [InlineData("string Find(string city, string state)", "return state.Split(' ')[0] + city;")]
    [InlineData("string Find(string code, string state)", "return state.Split(' ')[0] + code;")]
    [InlineData("string Find(string code, int state)", "return state == 1 ? code : \"\";")]
    [InlineData("string Show(string? state)", "return state == \"happy\" ? \":)\" : \":(\";")]
    public Task OtherParameters_DoNotTrigger(string signature, string statements) => VerifyCS.VerifyAsync($$"""
        public class MoodController
        {
            // Behind a login; authorization is elsewhere.
            public {{signature}} { {{statements}} }
        }
        """);

    [Fact]
    public Task HandlersOfAFramework_DoNotTrigger() => VerifyCS.VerifyAsync("""
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Authentication.OAuth;
        using Microsoft.Extensions.Logging;
        using Microsoft.Extensions.Options;

        public class SlackHandler(IOptionsMonitor<OAuthOptions> options, ILoggerFactory logger, System.Text.Encodings.Web.UrlEncoder encoder) : OAuthHandler<OAuthOptions>(options, logger, encoder)
        {
            protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
            {
                var state = Options.StateDataFormat.Protect(properties);
                return $"{Options.AuthorizationEndpoint}?client_id={Options.ClientId}&redirect_uri={redirectUri}&state={state}";
            }
        }
        """);

    [Theory]
    [InlineData("M:Contoso.States.Make")]
    [InlineData("M:Contoso.States.Make(System.String)")]
    public Task MethodsOfTheOption_DoNotTrigger(string id) => VerifyCS.VerifyAsync(
        """
        namespace Contoso
        {
            public static class States { public static string Make(string userId) => Convert.ToHexString(Encoding.UTF8.GetBytes(userId)); }
            public class Connection
            {
                public string Start(string userId) => $"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state={States.Make(userId)}";
            }
        }
        """,
        ("atom_oauth.state_methods", id));

    [Theory]
    [InlineData("Guid.NewGuid().ToString()", "The OAuth state for Slack is made by hand (a random value); build it with IOAuthStateProtector.BuildAsync, and check it in the callback with ParseAsync")]
    [InlineData("\"x\"", "The OAuth state for Slack is made by hand (a constant); build it with IOAuthStateProtector.BuildAsync, and check it in the callback with ParseAsync")]
    public async Task Message_SaysHowItIsMade(string value, string message) => Assert.Equal(
        message,
        Assert.Single(await VerifyCS.ReportsAsync(
            Function($$"""var state = {{value}}; return "{{Authorize}}?client_id=1&redirect_uri=x&state=" + state;"""))).GetMessage(CultureInfo.InvariantCulture));

    [Fact]
    public async Task Message_SaysWhatIsMissing() => Assert.Equal(
        "The authorization request for Slack has no state; build one with IOAuthStateProtector.BuildAsync, and check it in the callback with ParseAsync",
        Assert.Single(await VerifyCS.ReportsAsync(
            Function($$"""return "{{Authorize}}?client_id=1&redirect_uri=x";"""))).GetMessage(CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("return state == \"login\" ? code : stored;", "a comparison with a constant")]
    [InlineData("return \"login\" != state ? code : stored;", "a comparison with a constant")]
    [InlineData("return state.Equals(\"login\") ? code : stored;", "a comparison with a constant")]
    [InlineData("return string.Equals(state, \"login\", StringComparison.Ordinal) ? code : stored;", "a comparison with a constant")]
    [InlineData("return state is \"login\" ? code : stored;", "a comparison with a constant")]
    [InlineData("return state switch { \"login\" => code, _ => stored };", "a comparison with constants")]
    [InlineData("switch (state) { case \"login\": return code; default: return stored; }", "a comparison with constants")]
    [InlineData("return state?.Split('|')[0] ?? code;", "'Split'")]
    [InlineData("return Encoding.UTF8.GetString(Convert.FromBase64String(state));", "'FromBase64String'")]
    [InlineData("return Guid.Parse(state).ToString();", "'Guid.Parse'")]
    [InlineData("return (int.Parse(state) + 1).ToString();", "'int.Parse'")]
    [InlineData("var userId = state; return Exchange(code) + userId;", "as 'userId'")]
    [InlineData("var userId = code.Length > 3 ? state : stored; return Exchange(code) + userId;", "as 'userId'")]
    [InlineData("string tenantId; tenantId = state; return Exchange(code) + tenantId;", "as 'tenantId'")]
    [InlineData("return Find(state);", "as 'userId'")]
    public async Task Message_SaysHowItIsRead(string statements, string how) => Assert.Contains(
        $"({how})",
        Assert.Single(await VerifyCS.ReportsAsync(Callback(statements))).GetMessage(CultureInfo.InvariantCulture),
        StringComparison.Ordinal);

    [Fact]
    public async Task Message_SaysHowItIsTakenApart() => Assert.Equal(
        "The OAuth state for Slack is parsed by hand ('Split'); read it with IOAuthStateProtector.ParseAsync",
        Assert.Single(await VerifyCS.ReportsAsync(Callback("return state.Split('|')[0];"))).GetMessage(CultureInfo.InvariantCulture));

    [Fact]
    public Task TestCode_DoesNotTrigger() => VerifyCS.VerifyAsync("""
        namespace Contoso.Tests
        {
            public class C { public string Url(string state) => $"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state={state}"; }
        }
        """);

    [Fact]
    public Task GeneratedCode_DoesNotTrigger() => VerifyCS.VerifyAsync(("C.g.cs", """
        // <auto-generated/>
        public class C { public string Url(string id) => $"https://slack.com/oauth/v2/authorize?client_id={id}&redirect_uri=x"; }
        """));

    [Fact]
    public Task NullableOff_AndConditionalCode_Trigger() => (VerifyCS.Test("""
        public class C
        {
            public string Url(string id)
            {
        #if DEBUG
                return $"https://slack.com/oauth/v2/authorize?client_id={id}&redirect_uri=x&state={id}";
        #else
                /* state */ return $"https://slack.com/oauth/v2/authorize?client_id={id}&redirect_uri=x&state={[|id|]}"; // state
        #endif
            }
        }
        """) with { Nullable = NullableContextOptions.Disable }).VerifyAsync();

    [Fact]
    public Task PartialClassOverTwoFiles_Triggers() => VerifyCS.VerifyAsync(
        ("A.cs", """public partial class C { private const string Url = "https://slack.com/oauth/v2/authorize"; private static string State() => Guid.NewGuid().ToString(); }"""),
        ("B.cs", """public partial class C { public string Start() => $"{Url}?client_id=1&redirect_uri=x&state={[|State()|]}"; }"""));

    [Theory]
    [InlineData("private string url = $\"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state={[|Guid.NewGuid()|]}\";")]
    [InlineData("public string Url => $\"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state={[|Guid.NewGuid()|]}\";")]
    [InlineData("public string Url { get { return $\"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state={[|Guid.NewGuid()|]}\"; } }")]
    [InlineData("public string Url() { return Local(); string Local() => $\"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state={[|Guid.NewGuid()|]}\"; }")]
    [InlineData("public C() { Console.WriteLine($\"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state={[|Guid.NewGuid()|]}\"); }")]
    [InlineData("public Func<string> Url() => () => { return $\"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state={[|Guid.NewGuid()|]}\"; };")]
    public Task Members_Trigger(string member) => VerifyCS.VerifyAsync($$"""public class C { {{member}} }""");

    private static string Callback(string statements) => $$"""
        using Microsoft.AspNetCore.DataProtection;

        public class SlackOAuthController(Dictionary<string, string> states, string stored, IDataProtector protector)
        {
            public string Callback(string code, string state)
            {
                {{statements}}
            }

            private static string Find(string userId) => userId;

            public string Exchange(string code) => code + stored + states.Count + protector;
        }
        """;
}
