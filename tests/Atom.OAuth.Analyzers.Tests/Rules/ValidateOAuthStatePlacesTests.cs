using Atom.OAuth.Analyzers.Callbacks;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ValidateOAuthStateAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM005: which method of a flow is reported, and what only resembles one.</summary>
public sealed class ValidateOAuthStatePlacesTests
{
    private const string Post = """
        var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["client_secret"] = "s", ["code"] = code });
        var answer = await http.PostAsync("https://zoom.us/oauth/token", form);
        var text = await answer.Content.ReadAsStringAsync();
        """;

    public static TheoryData<string> Redirects => Names(IdleCheckWords.Redirects);

    /// <summary>An authorization server looks up the codes that it has issued.</summary>
    [Theory]
    [InlineData("if (cache.Get<AuthorizationCode>(code) is not AuthorizationCode issued) { return NotFound(); } return Redirect(issued.RedirectUri);")]
    [InlineData("var issued = db.AuthorizationCodes.Find(code); return issued is null ? NotFound() : Redirect(issued.RedirectUri);")]
    [InlineData("return AuthorizationCodes.TryRemove(code, out var issued) ? Redirect(issued.RedirectUri) : NotFound();")]
    public Task CodeOfTheApplicationItself_DoesNotTrigger(string statements) => VerifyCS.VerifyAsync(Usings + $$"""
        public sealed record AuthorizationCode(string RedirectUri);

        public interface ICodes { T? Get<T>(string key) where T : class; }

        public interface ITable { AuthorizationCode? Find(string key); }

        public interface IDb { ITable AuthorizationCodes { get; } }

        public class OAuthController(ICodes cache, IDb db) : Controller
        {
            private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, AuthorizationCode> AuthorizationCodes = new();

            public (ICodes, IDb, int) All => (cache, db, AuthorizationCodes.Count);

            [HttpGet("oauth/consent")]
            public IActionResult Consent(string code)
            {
                {{statements}}
            }
        }
        """);

    /// <summary>A grant's name is part of a request, in contrast to a variable or row for a code.</summary>
    [Theory]
    [InlineData("GrantTypes.AuthorizationCode", true)]
    [InlineData("GrantTypes.AuthorizationCode.ToString()", true)]
    [InlineData("authorizationCode", false)]
    public Task NameOfAGrant_IsPartOfARequest(string value, bool isReported) => VerifyCS.VerifyAsync(Controller(
        $"var authorizationCode = code; await http.PostAsync(\"https://contoso.example/check\", new StringContent({value} + code));",
        members: "private static class GrantTypes { public const string AuthorizationCode = \"code\"; }",
        isReported: isReported));

    /// <summary>Helpers that take the code out of a pasted URL are below the endpoint, which is reported.</summary>
    [Fact]
    public Task HelpersBehindServices_AreNoCallbacks() => VerifyCS.VerifyAsync(Usings + """
        public sealed record Posted(string Code, string Session);

        public sealed class Helper(HttpClient http)
        {
            public string CodeOf(string pasted)
            {
                var query = QueryHelpers.ParseQuery(new Uri(pasted).Query);
                var authorizationCode = query["code"].ToString();
                return authorizationCode.Length > 0 ? authorizationCode : throw new ArgumentException("There is no code.");
            }

            public async Task<string> ExchangeAsync(string pasted)
            {
                var code = CodeOf(pasted);
                var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code });
                var answer = await http.PostAsync("https://console.contoso.example/v1/oauth/token", form);
                return await answer.Content.ReadAsStringAsync();
            }
        }

        public sealed class Flow(Helper helper)
        {
            public async Task<bool> FinishAsync(string code)
            {
                File.WriteAllText("tokens", await helper.ExchangeAsync(code));
                return true;
            }
        }

        public static class OAuthEndpoints
        {
            public static void Map(WebApplication app) => app.MapPost("/oauth/callback", FinishAsync);

            private static async Task<IResult> [|FinishAsync|](Posted posted, Flow flow) =>
                await flow.FinishAsync(posted.Code) ? Results.Ok() : Results.BadRequest();
        }
        """);

    /// <summary>A method chooses an address by the state; whatever it compares decides nothing about the exchange.</summary>
    [Theory]
    [InlineData("if (code.Length < 3) { var origin = OriginOf(state); return Redirect($\"{origin}/failed\"); }", "return known ? tenant : \"www\";", true)]
    [InlineData("if (code.Length < 3) { return Redirect(\"https://contoso.example/\" + OriginOf(state)); }", "return known ? tenant : \"www\";", true)]
    [InlineData("var origin = OriginOf(state); if (origin is null) { return BadRequest(); }", "return known ? tenant : null;", false)]
    [InlineData("var origin = OriginOf(state); if (code.Length < 3) { return Redirect($\"{origin}/failed\"); }", "return known ? tenant : throw new InvalidOperationException();", false)]
    public Task AddressChosenByTheState_IsNoCheck(string statements, string end, bool isReported) => VerifyCS.VerifyAsync(Controller(
        statements + "\n" + Exchange,
        members: $$"""
            private string? OriginOf(string state)
            {
                var tenant = state.Split(':')[1];
                var known = state == HttpContext.Request.Cookies["tenant_state"];
                {{end}}
            }
            """,
        isReported: isReported));

    [Theory]
    [MemberData(nameof(Redirects))]
    public Task EveryRedirect_OnlyTakesAnAddress(string redirect) => VerifyCS.VerifyAsync(Controller(
        $"if (code.Length < 3) {{ {redirect}(OriginOf(state)); }}\n" + Exchange,
        members: $$"""
            private static void {{redirect}}(string address) => Console.WriteLine(address);

            private string OriginOf(string state) => state == HttpContext.Request.Cookies["oauth_state"] ? "a" : "b";
            """));

    /// <summary>A method in the flow's name that only looks at the text checks nothing.</summary>
    [Theory]
    [InlineData("state.StartsWith(\"mail:\")", true)]
    [InlineData("known.Contains(state)", false)]
    public Task TestOfTheText_IsNoCheck(string test, bool isReported) => VerifyCS.VerifyAsync(Controller(
        "if (IsMailFlow(state)) { return Ok(); }\n" + Exchange,
        members: $"private readonly dynamic known = null!; private bool IsMailFlow(string state) => !string.IsNullOrEmpty(state) && {test};",
        isReported: isReported));

    /// <summary>The key of a store is made by a method.</summary>
    [Fact]
    public Task KeyMadeByAMethod_IsLookedUp() => VerifyCS.VerifyAsync(Controller(
        "if (!known.TryGetValue(CacheKey(state), out object? pending)) { return BadRequest(); }\n" + Exchange,
        members: "private readonly Dictionary<string, object> known = new(); private static string CacheKey(string state) => \"oauth:\" + state;",
        isReported: false));

    /// <summary>What takes the state only after the exchange cannot prevent it.</summary>
    [Theory]
    [InlineData("", "await hub.AcceptAsync(state, \"\");", true)]
    [InlineData("", "await hub.AcceptAsync(state, text);", false)]
    [InlineData("await hub.AcceptAsync(state, \"\");", "", false)]
    [InlineData("", "if (!await hub.AcceptAsync(state, text)) { return BadRequest(); }", false)]
    public Task StateHandedOnAfterTheExchange_IsNotChecked(string before, string after, bool isReported) => VerifyCS.VerifyAsync(Controller(
        before + "\n" + Post + "\n" + after,
        members: "private readonly IHub hub = null!;",
        isReported: isReported) + """

        public interface IHub { Task<bool> AcceptAsync(string owner, string text); }
        """);

    /// <summary>A window closes with the code; only the window could check the state.</summary>
    [Theory]
    [InlineData("", true)]
    [InlineData("if (query[\"state\"] != _state) { return; }", false)]
    public Task CodeOfAWindow(string check, bool isReported) => VerifyCS.VerifyAsync(Usings + $$"""
        public sealed record LoginResult(string? Code);

        public sealed class LoginWindow
        {
            private readonly TaskCompletionSource<LoginResult> _closed = new();

            private readonly string _{{(isReported ? "title" : "state")}} = "x";

            public void Navigate(Uri uri)
            {
                var query = QueryHelpers.ParseQuery(uri.Query);
                {{check}}
                _closed.TrySetResult(new LoginResult(query["code"]));
            }

            public Task<LoginResult> ShowAsync() => _closed.Task;
        }

        public sealed class ConnectionsPage(HttpClient http)
        {
            private async void {{(isReported ? "[|Login_Click|]" : "Login_Click")}}(object sender, EventArgs e)
            {
                var window = new LoginWindow();
                var result = await window.ShowAsync();
                if (result.Code is not null)
                {
                    await GetTokenAsync(result.Code);
                }
            }

            private async Task GetTokenAsync(string code)
            {
                {{Post}}
                File.WriteAllText("tokens", text);
            }
        }
        """);
}
