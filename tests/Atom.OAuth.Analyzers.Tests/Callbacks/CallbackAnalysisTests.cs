using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.Text;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>What the fixes of ATOM002 and ATOM005 find in a callback, and the name patterns behind both rules.</summary>
public sealed class CallbackAnalysisTests
{
    [Theory]
    [InlineData("Get Token", "GetAccessTokensAsync", true)]
    [InlineData("Get Token", "get_access_token", true)]
    [InlineData("Get Token", "TokenGet", false)]
    [InlineData("Get Token", "Getter", false)]
    [InlineData("^Get Token", "ForgetToken", false)]
    [InlineData("^Get Token", "TryGetToken", false)]
    [InlineData("^Get Token", "GetToken", true)]
    [InlineData("Save $", "SaveAsync", true)]
    [InlineData("Save $", "SaveChanges", false)]
    [InlineData("Sync", "SyncAsync", true)]
    [InlineData("Sync", "SaveAsync", false)]
    [InlineData("Sync", "Async", false)]
    [InlineData("Oauth", "OAuthCallback", true)]
    [InlineData("Oauth", "HandleOAuth2Callback", true)]
    [InlineData("Import", "Important", false)]
    [InlineData("Http Get", "HTTPGet", true)]
    [InlineData("Token", "", false)]
    public void NameTable_MatchesWords(string pattern, string name, bool expected) => Assert.Equal(expected, new NameTable(pattern).Matches(name));

    [Theory]
    [InlineData("GetAccessTokensAsync", "Get Access Tokens")]
    [InlineData("get_access-token", "get access token")]
    [InlineData("__x__y", "x y")]
    [InlineData("HTTPGet", "HTTP Get")]
    [InlineData("getURL", "get URL")]
    [InlineData("OAuth2Callback", "Oauth2 Callback")]
    [InlineData("X", "X")]
    [InlineData("xY", "x Y")]
    [InlineData("/oauth/callback", "oauth callback")]
    [InlineData("RunAsyncOnce", "Run Once")]
    [InlineData("Async", "")]
    [InlineData("Asyncs", "Asyncs")]
    [InlineData("", "")]
    public void NameTable_TellsTheWordsOfAName(string name, string words) => Assert.Equal(words, string.Join(" ", NameTable.Words(name)));

    [Theory]
    [InlineData("Token", "TOKENS", true)]
    [InlineData("Token", "token2", true)]
    [InlineData("Token", "Tokened", false)]
    [InlineData("Token", "Tok", false)]
    [InlineData("Get Token", "GetToken", true)]
    [InlineData("Get Token", "Get", false)]
    [InlineData("^Get $", "Get", true)]
    [InlineData("^Get $", "GetToken", false)]
    [InlineData("^Get ^Token", "GetToken", true)]
    [InlineData("^Get ^Token", "GetMyToken", false)]
    [InlineData("Get Get", "Get", false)]
    public void NameTable_TakesPluralsAndAnchors(string pattern, string name, bool expected) =>
        Assert.Equal(expected, new NameTable("Nothing", pattern).Matches(name));

    [Fact]
    public void Find_ShowsTheValuesInScope()
    {
        var callback = Find(Controller(
            """
            var userId = User.Identity!.Name;
            if (error != null) { return BadRequest(errorDescription); }
            var tokens = await oauth.ExchangeCodeAsync(code);
            await store.SaveAsync(new { TenantId = User.Identity.AuthenticationType, Token = tokens });
            """,
            parameters: "string code, string state, string? error, string? errorDescription",
            isReported: false));

        Assert.Equal("Callback", callback.Name);
        Assert.Equal("Slack", callback.Provider);
        Assert.Equal("slack", callback.ProviderId);
        Assert.Equal("code", callback.Code?.ToString());
        Assert.Equal("state", callback.State?.ToString());
        Assert.Equal("error", callback.Error?.ToString());
        Assert.Equal("errorDescription", callback.ErrorDescription?.ToString());
        Assert.Equal("userId", callback.User?.ToString());
        Assert.Equal("User.Identity.AuthenticationType", callback.Tenant?.ToString());
        Assert.StartsWith("store.SaveAsync(", callback.Save?.ToString(), StringComparison.Ordinal);
        Assert.Equal("oauth.ExchangeCodeAsync(code)", callback.Exchange?.ToString());
        Assert.True(callback.MissesSync);
        Assert.True(callback.MissesStateCheck);
    }

    [Fact]
    public void Find_ReadsOfTheQuery()
    {
        var callback = Find(Controller(
            """
            var tokens = await oauth.ExchangeCodeAsync(Request.Query["code"].ToString(), Request.Query["error"], Request.Query["error_description"], Request.Query["state"]);
            """,
            parameters: "",
            isReported: false));

        Assert.Equal("Request.Query[\"code\"]", callback.Code?.ToString());
        Assert.Equal("Request.Query[\"state\"]", callback.State?.ToString());
        Assert.Equal("Request.Query[\"error\"]", callback.Error?.ToString());
        Assert.Equal("Request.Query[\"error_description\"]", callback.ErrorDescription?.ToString());
        Assert.Null(callback.User);
        Assert.Null(callback.Tenant);
        Assert.Null(callback.Save);
        Assert.False(callback.MissesSync);
    }

    [Fact]
    public void Find_WhatIsOutOfScope_IsNotShown()
    {
        var callback = Find(Controller(
            """
            if (state.Length > 3) { var userId = state; Console.WriteLine(userId); }
            var tokens = await oauth.ExchangeCodeAsync(code);
            await store.SaveAsync(tokens);
            """,
            isReported: false));

        Assert.Null(callback.User);
    }

    [Theory]
    [InlineData("HubSpotController", "HubSpot", "hubspot")]
    [InlineData("GoogleCalendarController", "Google Calendar", "google-calendar")]
    [InlineData("StravaController", "Strava", "strava")]
    [InlineData("HomeController", null, null)]
    public void Find_NamesTheProvider(string type, string? provider, string? id)
    {
        var callback = Find(Controller(Connect, isReported: false).Replace("SlackController", type, StringComparison.Ordinal));

        Assert.Equal(provider, callback.Provider);
        Assert.Equal(id, callback.ProviderId);
    }

    [Theory]
    [InlineData("[HttpGet(\"strava/callback/{discordUserId}\")]", "Strava")]
    [InlineData("[HttpGet(\"callback/{discordUserId}\")]", null)]
    [InlineData("[HttpGet(\"callback/{slackTeam\")]", "Slack")]
    public void Find_NamesTheProviderOfTheRoute_NotOfItsParameters(string attributes, string? provider) =>
        Assert.Equal(provider, Find(Controller(Connect, attributes: attributes, isReported: false).Replace(
            "SlackController", "HomeController", StringComparison.Ordinal)).Provider);

    [Theory]
    [InlineData("var token = (XeroToken)await oauth.ExchangeCodeAsync(code);")]
    [InlineData("var token = await oauth.ExchangeCodeAsync(code); var list = new List<XeroToken>();")]
    public void Find_NamesTheProviderOfTypes(string exchange) =>
        Assert.Equal(
            "Xero",
            Find(Controller(
                exchange + " await store.SaveTokensAsync(token);", members: "private sealed class XeroToken { }", isReported: false).Replace(
                "SlackController", "HomeController", StringComparison.Ordinal)).Provider);

    [Fact]
    public void Find_NamesTheProviderOfTheBase() =>
        Assert.Equal("Xero", Find(Controller(Connect, isReported: false)
            .Replace("SlackController(dynamic", "HomeController(dynamic", StringComparison.Ordinal)
            .Replace(": ControllerBase", ": XeroController", StringComparison.Ordinal)
            + " public class XeroController : ControllerBase { }").Provider);

    [Theory]
    [InlineData("StravaCallback", "HubSpotController", "[HttpGet(\"slack/callback\")]", Connect, "Strava")]
    [InlineData("Callback", "HubSpotController", "[HttpGet(\"slack/callback\")]", Connect, "Slack")]
    [InlineData("Callback", "HubSpotController", "[HttpGet(\"home\"), Route(\"slack\")]", Connect, "Slack")]
    [InlineData("Callback", "HubSpotController", "[HttpGet]", "var url = \"https://slack.com/api\"; " + Connect, "HubSpot")]
    [InlineData("Callback", "HomeController", "[HttpGet]", "var url = \"https://slack.com/api\"; var x = new XeroToken(); " + Connect, "Slack")]
    [InlineData("Callback", "HomeController", "[HttpGet]", "var url = \"https://login.contoso.com/api\"; var x = new XeroToken(); "
        + Connect, "Xero")]
    [InlineData("Callback", "HomeController", "[HttpGet]", "var x = new XeroToken(); var y = new StravaToken(); " + Connect, null)]
    [InlineData("Callback", "HomeController", "[HttpGet]", "var xeroToken = 1; " + Connect, null)]
    [InlineData("Callback", "HomeController", "[HttpGet]", "var tokens = await links.ConnectAsync(code); await store.SaveTokensAsync(tokens);", "Xero")]
    public void Find_NamesTheProviderThatIsSaidMostPlainly(string name, string type, string attributes, string body, string? provider) =>
        Assert.Equal(
        provider,
        Find(Controller(
            body,
            parameters: "string code, string state, [FromServices] Links links",
            name: name,
            attributes: attributes,
            members: "private sealed class XeroToken { } private sealed class StravaToken { }",
            isReported: false)
            .Replace("SlackController", type, StringComparison.Ordinal)
                + "public class Links { private static readonly XeroLinks Of = new(); public Task<string> ConnectAsync(string code) => Of.RunAsync(code); } public class XeroLinks { public async Task<string> RunAsync(string code) { await Task.Yield(); return code + \"client_secret\"; } }").Provider);

    /// <summary>The request determines which of several services is used, and not all of them contain a URL.</summary>
    [Theory]
    [InlineData("ILinks", null)]
    [InlineData("IOther", "Slack")]
    public void Find_NamesNoProvider_WhereSeveralTypesStandBehindAnInterface(string second, string? provider) => Assert.Equal(
        provider,
        Find(Controller("var tokens = await links.RunAsync(code); await store.SaveTokensAsync(tokens);",
            parameters: "string code, string state, [FromServices] ILinks links", isReported: false)
            .Replace("SlackController", "HomeController", StringComparison.Ordinal) + $$"""
            public interface ILinks { Task<string> RunAsync(string code); }
            public interface IOther { Task<string> RunAsync(string code); }
            public class FirstLinks : ILinks { public async Task<string> RunAsync(string code) { await Task.Yield(); return "https://slack.com/api?client_secret=1&code=" + code; } }
            public class SecondLinks : {{second}} { public async Task<string> RunAsync(string code) { await Task.Yield(); return code + "client_secret"; } }
            """).Provider);

    [Theory]
    [InlineData("if (state.Length > 3) { var userId = state; Console.WriteLine(userId); }", "await store.SaveAsync(tokens);", "", null)]
    [InlineData("var userId = state;", "if (state.Length > 3) { await store.SaveAsync(tokens); }", "", "userId")]
    [InlineData("", "await store.SaveAsync(tokens); var userId = state;", "", null)]
    [InlineData("var userId = state;", "await store.SaveAsync(tokens);", ", string ownerId", "ownerId")]
    [InlineData("", "await store.SaveAsync(new Row { UserId = state, Token = tokens });", "", "state")]
    [InlineData("", "await store.SaveAsync(new { UserId = User.Identity!.Name ?? state, Token = tokens });", "", "User.Identity!.Name ?? state")]
    [InlineData("", "await store.SaveAsync(new { UserId = oauth.Id(state), Token = tokens });", "", "oauth.Id(state)")]
    [InlineData("", "await store.SaveAsync(new { UserId = \"1\", Token = tokens });", "", null)]
    [InlineData("", "await store.SaveAsync(new { UserId = state.Length > 3 ? state : code, Token = tokens });", "", null)]
    [InlineData("", "await store.SaveAsync(new { Name = state, Token = tokens });", "", null)]
    [InlineData("", "await store.SaveAsync(new { Token = tokens }); Console.WriteLine(new { UserId = state });", "", null)]
    [InlineData("if (state.Length > 3) { var text = state; Console.WriteLine(new { UserId = text }); }", "await store.SaveAsync(tokens);", "", null)]
    [InlineData("var text = state; Console.WriteLine(new { UserId = text });", "await store.SaveAsync(tokens);", "", "text")]
    public void Find_ShowsTheUser_WhereTheTokensAreKept(string before, string save, string parameter, string? user) => Assert.Equal(
        user,
        Find(Controller(
            before + "\nvar tokens = await oauth.ExchangeCodeAsync(code);\n" + save,
            parameters: "string code, string state" + parameter,
            isReported: false)
            + "public class Row { public string? UserId; public dynamic? Token; }").User?.ToString());

    [Theory]
    [InlineData("string oauth_verifier, string oauth_token", "oauth_verifier", "oauth_verifier")]
    [InlineData("[FromQuery(Name = \"code\")] string text", "text", "text")]
    [InlineData("Query query", "query.Code", "query.Code")]
    [InlineData("string code, Query query", "code", "code")]
    [InlineData("", "Request.Query[\"oauth_verifier\"]", "Request.Query[\"oauth_verifier\"]")]
    public void Find_ShowsHowTheCodeIsRead(string parameters, string code, string expected) => Assert.Equal(
        expected,
        Find(Controller($"var tokens = await oauth.ExchangeCodeAsync({code});", parameters: parameters, isReported: false)
            + "public class Query { public string? Code { get; set; } }").Code?.ToString());

    [Theory]
    [InlineData("string code, string oauthState", "oauthState")]
    [InlineData("string code", null)]
    [InlineData("string code, string state, string oauthState", "state")]
    public void Find_ShowsHowTheStateIsRead(string parameters, string? expected) =>
        Assert.Equal(expected, Find(Controller(Exchange, parameters: parameters, isReported: false)).State?.ToString());

    [Fact]
    public void Find_ShowsTheFirstExchange_AndTheFirstSave()
    {
        var callback = Find(Controller(
            "var tokens = await oauth.ExchangeCodeAsync(code); var more = await oauth.ExchangeTokenAsync(code); await store.SaveAsync(tokens); await store.StoreAsync(more);",
            isReported: false));

        Assert.Equal("oauth.ExchangeCodeAsync(code)", callback.Exchange?.ToString());
        Assert.Equal("store.SaveAsync(tokens)", callback.Save?.ToString());
    }

    [Fact]
    public void Find_NamesTheProviderOfTheHost()
    {
        var callback = Find(Controller(
            "var tokens = await (await http.PostAsync(\"https://slack.com/api/oauth.v2.access\", new StringContent(code))).Content.ReadAsStringAsync();",
            isReported: false).Replace("SlackController", "HomeController", StringComparison.Ordinal));

        Assert.Equal("Slack", callback.Provider);
    }

    private static OAuthCallback Find(string source)
    {
        var compilation = VerifyCS.Test(source).Compile();
        var tree = compilation.SyntaxTrees[0];
        return Assert.Single(CallbackAnalysis.Find(compilation.GetSemanticModel(tree), OAuthOptions.From(new NoOptions()), default));
    }

    private sealed class NoOptions : Microsoft.CodeAnalysis.Diagnostics.AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
        {
            value = null;
            return false;
        }
    }
}
