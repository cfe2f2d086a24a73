using Atom.OAuth.Analyzers.Callbacks;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests;

/// <summary>What a callback shows to the fixes of ATOM002 and ATOM005, and the patterns of names behind both.</summary>
public sealed class CallbacksTests
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
        Assert.Equal(provider, Find(Controller(Connect, attributes: attributes, isReported: false).Replace("SlackController", "HomeController", StringComparison.Ordinal)).Provider);

    [Theory]
    [InlineData("var token = (XeroToken)await oauth.ExchangeCodeAsync(code);")]
    [InlineData("var token = await oauth.ExchangeCodeAsync(code); var list = new List<XeroToken>();")]
    public void Find_NamesTheProviderOfTypes(string exchange) =>
        Assert.Equal("Xero", Find(Controller(exchange + " await store.SaveTokensAsync(token);", members: "private sealed class XeroToken { }", isReported: false).Replace("SlackController", "HomeController", StringComparison.Ordinal)).Provider);

    [Fact]
    public void Find_NamesTheProviderOfTheBase() =>
        Assert.Equal("Xero", Find(Controller(Connect, isReported: false).Replace("SlackController(dynamic", "HomeController(dynamic", StringComparison.Ordinal).Replace(": ControllerBase", ": XeroController", StringComparison.Ordinal)
            + " public class XeroController : ControllerBase { }").Provider);

    [Fact]
    public void Find_NamesTheProviderOfTheHost()
    {
        var callback = Find(Controller(
            "var tokens = await (await http.PostAsync(\"https://slack.com/api/oauth.v2.access\", new StringContent(code))).Content.ReadAsStringAsync();", isReported: false).Replace("SlackController", "HomeController", StringComparison.Ordinal));

        Assert.Equal("Slack", callback.Provider);
    }

    private static OAuthCallback Find(string source)
    {
        var compilation = VerifyCS.Test(source).Compile();
        var tree = compilation.SyntaxTrees[0];
        return Assert.Single(Atom.OAuth.Analyzers.Callbacks.Callbacks.Find(compilation.GetSemanticModel(tree), OAuthOptions.From(new NoOptions()), default));
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
