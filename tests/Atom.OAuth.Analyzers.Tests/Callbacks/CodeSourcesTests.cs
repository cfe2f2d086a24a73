using Atom.OAuth.Analyzers.Callbacks;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyState = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ValidateOAuthStateAnalyzer>;
using VerifySync = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>Codes that are neither parameters nor read by a key.</summary>
public sealed class CodeSourcesTests
{
    public static TheoryData<string> Givers => Names(CallbackWords.Givers);

    public static TheoryData<string> OtherGivers => Names(CallbackWords.OtherGivers);

    public static TheoryData<string> RequestWords => [.. CallbackWords.RequestWords];

    [Theory]
    [InlineData("var code = url.Split(\"code=\")[1].Split('&')[0];")]
    [InlineData("var code = url.Substring(url.IndexOf(\"code=\") + 5);")]
    [InlineData("var match = System.Text.RegularExpressions.Regex.Match(url, \"[?&]code=([^&]+)\"); var code = match.Groups[1].Value;")]
    [InlineData("string code; code = url.Split('&').First(part => part.StartsWith(\"code=\")).Substring(5);")]
    [InlineData("var code = url.Split(\"name=\")[1];", false)]
    [InlineData("var code = url + \"&response_type=code\";", false)]
    [InlineData("var code = string.Concat(url, \"?response_type=code&client_id=1\");", false)]
    [InlineData("var code = string.Concat(url, \"?a-long-address-with-a-code-that-is-made=1&code=\");", false)]
    public Task CodeThatIsCutOutOfAUrl(string statements, bool isReported = true) => VerifySync.VerifyAsync(Application(statements, isReported));

    [Fact]
    public Task CodeThatIsCutOutOfAUrl_HasNoStateToTell() =>
        VerifyState.VerifyAsync(Application("var code = url.Split(\"code=\")[1];", isReported: false));

    [Theory]
    [MemberData(nameof(Givers))]
    public Task CallThatOpensABrowser_Triggers(string call) =>
        VerifySync.VerifyAsync(Application($"var code = await browser.{call}Async(url);", isReported: true));

    [Theory]
    [MemberData(nameof(OtherGivers))]
    public Task CallThatGivesAnotherCode_DoesNotTrigger(string call) =>
        VerifySync.VerifyAsync(Application($"var code = await browser.Get{call}CodeAsync(url);", isReported: false));

    [Theory]
    [InlineData("var (code, state) = await ListenAsync(listener);")]
    [InlineData("string code; code = await browser.LoginAsync(url);")]
    [InlineData("var result = await browser.AuthorizeAsync(url); if (!result.TryGetValue(\"code\", out string code)) { return; }")]
    [InlineData("var name = await browser.LoginAsync(url); string code = name;", false)]
    [InlineData("var code = await AuthorizeAsync(url);", false)]
    [InlineData("var code = await ReceiveCodeAsync(url);")]
    [InlineData("var (name, state) = await ListenAsync(listener); string code = name;", false)]
    public Task VariableThatTheCodeComesTo(string statements, bool isReported = true) => VerifySync.VerifyAsync(Application(statements, isReported));

    [Theory]
    [MemberData(nameof(RequestWords))]
    public Task ObjectThatIsMadeOfTheRequest_Triggers(string word) => VerifySync.VerifyAsync(Endpoint(
        $"dynamic {word} = cache; Connect data = db.Read({word}); var tokens = await oauth.ExchangeCodeAsync(data.Code);", isReported: true));

    [Theory]
    [InlineData("var data = JsonSerializer.Deserialize<Connect>(text)!;", "data.Code", true)]
    [InlineData("if (!db.TryRead(Request, out Connect data)) { return Ok(); }", "data.Code", true)]
    [InlineData("Connect data = db.Find();", "data.Code", false)]
    [InlineData("var data = JsonSerializer.Deserialize<Connect>(text)!;", "data.Name", false)]
    [InlineData("var data = JsonSerializer.Deserialize<TokenRequest>(text)!;", "data.Code", false)]
    public Task ObjectThatHasTheCode(string statement, string code, bool isReported) => VerifySync.VerifyAsync(Endpoint(
        $"string text = db.Text; {statement} var tokens = await oauth.ExchangeCodeAsync({code});", isReported));

    [Theory]
    [InlineData("WithUserAsync(request, async context =>", true)]
    [InlineData("WithUserAsync(\"\", async context =>", false)]
    public Task PayloadOfAHandler(string call, bool isReported) => VerifySync.VerifyAsync(Type(
        $$"""
        [HttpPost]
        public Task {{(isReported ? "[|Connect|]" : "Connect")}}(HttpRequest request) => {{call}}
        {
            var tokens = await Oauth.ExchangeCodeAsync(context.Payload.Code);
            await Store.SaveTokensAsync(tokens);
        });

        private static Task WithUserAsync(object request, Func<Context, Task> handle) => handle(new Context());
        """) + Classes);

    [Theory]
    [InlineData("server.Received += OnReceived;", true)]
    [InlineData("server.Received -= OnReceived;", false)]
    public Task HandlerOfAnEvent(string subscribe, bool isReported) => VerifySync.VerifyAsync($$"""
        public class Slack(dynamic oauth, dynamic store)
        {
            public void Start(Server server) => {{subscribe}}

            private async Task {{(isReported ? "[|OnReceived|]" : "OnReceived")}}(object sender, Connect received)
            {
                var tokens = await oauth.ExchangeCodeAsync(received.Code);
                await store.SaveTokensAsync(tokens);
            }
        }

        public class Server { public event Func<object, Connect, Task>? Received; public void Raise() => Received?.Invoke(this, new Connect()); }
        """ + Classes);

    /// <summary>Whatever its name, the result of exchanging the code is saved.</summary>
    [Theory]
    [InlineData("Kept[\"slack\"] = await Oauth.RedeemCodeAsync(code);", true)]
    [InlineData("Kept[\"slack\"] = await Oauth.GetProfileAsync(code);", false)]
    [InlineData("dynamic account = Db.Find(); var tokens = await Oauth.ExchangeCodeAsync(code); account.Connect(tokens.AccessToken); await Db.CommitAsync();", true)]
    [InlineData("dynamic account = Db.Find(); var tokens = await Oauth.ExchangeCodeAsync(code); account.CreateRequest(tokens.AccessToken); await Db.CommitAsync();", false)]
    public Task WaysToKeepTokens(string statements, bool isReported) => VerifySync.VerifyAsync(Controller(
        statements, isReported: isReported, members: "private static readonly Dictionary<string, object> Kept = new();"));

    /// <summary>An API's response to a request with a token is not a token.</summary>
    [Theory]
    [InlineData("var answer = await http.GetStringAsync(\"https://api.zoom.us/v2/users/me?access_token=\" + token);", false)]
    [InlineData("var answer = await http.GetStringAsync(\"https://api.zoom.us/oauth/token?client_secret=s&access_token=\" + token);", true)]
    public Task AnswerToARequestWithTheToken(string request, bool isReported) => VerifySync.VerifyAsync(Controller(
        "var token = await oauth.ExchangeCodeAsync(code); await BookAsync(token);",
        isReported: isReported,
        members: $"private async Task BookAsync(string token) {{ {request} Db.Meeting = answer; await Db.SaveChangesAsync(); }}"));

    /// <summary>The token's owner is signed in, if the result is used.</summary>
    [Theory]
    [InlineData("var person = await oauth.AuthenticateAsync(token); cache.Set(person);", false)]
    [InlineData("await oauth.AuthenticateAsync(token);", true)]
    public Task TokenThatIsAuthenticated(string statement, bool isReported) => VerifySync.VerifyAsync(Controller(
        "var token = await oauth.ExchangeCodeAsync(code); await store.SaveTokensAsync(token); " + statement, isReported: isReported));

    private const string Classes = """

        public class Connect { public string Code { get; set; } = ""; public string Name { get; set; } = ""; }
        public class Context { public Connect Payload { get; set; } = new(); }
        public class TokenRequest { public string GrantType { get; set; } = ""; public string Code { get; set; } = ""; }
        """;

    private static string Endpoint(string statements, bool isReported) =>
        Controller(statements + " await store.SaveTokensAsync(tokens);", isReported: isReported, parameters: "",
            attributes: "[HttpPost(\"connect\")]") + Classes;

    private static string Application(string statements, bool isReported) => $$"""
        public class Spotify(dynamic oauth, dynamic browser)
        {
            public async Task {{(isReported ? "[|ConnectAsync|]" : "ConnectAsync")}}(HttpListener listener, string url)
            {
                {{statements}}
                var tokens = await oauth.ExchangeCodeAsync(code);
                File.WriteAllText("tokens.json", JsonSerializer.Serialize((object)tokens));
            }

            public dynamic Browser => browser;

            private static async Task<(string Code, string State)> ListenAsync(HttpListener listener)
            {
                var query = (await listener.GetContextAsync()).Request.QueryString;
                return (query["code"]!, query["state"]!);
            }

            private static Task<string> AuthorizeAsync(string url) => Task.FromResult(url);

            private async Task<string> ReceiveCodeAsync(string url) => await browser.ReceiveCodeAsync(url);
        }
        """;
}
