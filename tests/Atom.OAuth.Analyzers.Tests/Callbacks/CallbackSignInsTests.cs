using Atom.OAuth.Analyzers.Callbacks;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>ATOM002: what tells a sign-in from a connection.</summary>
public sealed class CallbackSignInsTests
{
    public static TheoryData<string> StoresOfConnections => Names(SaveWords.StoresOfConnections);

    private const string Session = " await oauth.SignInAsync(\"cookie\", User);";

    [Theory]
    [MemberData(nameof(StoresOfConnections))]
    public Task SessionBesideAConnection_Triggers(string store) => VerifyCS.VerifyAsync(Controller(
        $"var tokens = await oauth.ExchangeCodeAsync(code); await my{store}.SaveAsync(1, tokens.RefreshToken);" + Session,
        members: $"private readonly dynamic my{store} = null!;"));

    [Theory]
    [InlineData("await kept.SetForUserAsync(\"1\", (string)tokens.RefreshToken);", true)]
    [InlineData("await kept.SetForUserAsync(\"1\", tokens.RefreshToken);", true)]
    [InlineData("await kept.SetForUserAsync(\"1\", tokens.AccessToken);", false)]
    [InlineData("await users.SetForUserAsync(\"1\", tokens.RefreshToken);", false)]
    public Task SessionBesideAStore_TriggersForARefreshTokenOfAConnection(string save, bool isReported) => VerifyCS.VerifyAsync(
        Controller(
            "var tokens = await oauth.ExchangeCodeAsync(code); " + save + Session,
            members: "private readonly IConnectedAccountStore kept = null!; private readonly IUserStore users = null!;",
            isReported: isReported)
        + """
        public interface IConnectedAccountStore { Task SetForUserAsync(string user, string token); }
        public interface IUserStore { Task SetForUserAsync(string user, string token); }
        """);

    [Theory]
    [InlineData("ExternalLoginCallback", "tokens.AccessToken", false)]
    [InlineData("SlackExternalLoginCallback", "tokens.AccessToken", false)]
    [InlineData("ExternalLoginCallback", "tokens.AccessToken, tokens.RefreshToken", true)]
    [InlineData("ExternalAccountCallback", "tokens.AccessToken", true)]
    public Task CallbackNamedAfterASignIn_TriggersForARefreshTokenOnly(string name, string kept, bool isReported) => VerifyCS.VerifyAsync(Controller(
        $"var tokens = await oauth.ExchangeCodeAsync(code); await store.SaveTokensAsync({kept});", name: name, isReported: isReported));

    /// <summary>The token is sent to the provider; what is saved is the user.</summary>
    [Theory]
    [InlineData("using var request = new HttpRequestMessage(HttpMethod.Post, \"https://slack.com/api/oauth.v2.access\") { Content = form };", false)]
    [InlineData("using var request = new HttpRequestMessage(HttpMethod.Post, \"https://slack.com/api/oauth.v2.access\"); request.Content = form;", false)]
    [InlineData("http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(\"Bearer\", (string)tokens.AccessToken);", false)]
    [InlineData("cache.Headers[\"Authorization\"] = tokens.AccessToken;", false)]
    [InlineData("var page = await db.FindAsync(1); page.Content = tokens.AccessToken;", true)]
    [InlineData("var page = await db.FindAsync(1); page.Header = tokens.AccessToken;", true)]
    public Task PartOfARequest_IsNoChange(string assignment, bool isReported) => VerifyCS.VerifyAsync(Controller(
        $$"""
        var tokens = await oauth.ExchangeCodeAsync(code);
        var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["client_secret"] = "s", ["code"] = code });
        {{assignment}}
        db.Users.Add(new object());
        await db.SaveChangesAsync();
        """,
        isReported: isReported));

    /// <summary>Who is asked for a profile keeps no token, unlike an object that gets one.</summary>
    [Theory]
    [InlineData("var user = await provider.GetUserInfoAsync(tokens);", false)]
    [InlineData("var profile = await provider.FetchProfileAsync(tokens.AccessToken);", false)]
    [InlineData("var session = await provider.LoadAsync(tokens);", true)]
    [InlineData("await provider.GetUserInfoAsync(tokens);", true)]
    [InlineData("var other = provider.WithUserInfo(tokens);", true)]
    public Task ProviderOfAProfile_KeepsNoToken(string call, bool isReported) => VerifyCS.VerifyAsync(Controller(
        $"var provider = cache; var tokens = await provider.ExchangeCodeAsync(code); {call} await store.CreateAsync(provider.Name);",
        isReported: isReported));
}
