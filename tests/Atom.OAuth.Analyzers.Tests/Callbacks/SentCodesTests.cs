using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using Check = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ValidateOAuthStateAnalyzer>;
using Connect = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>ATOM002 and ATOM005: the token request in the callback's own body tells which parameter is the code, and whether there is one.</summary>
public sealed class SentCodesTests
{
    [Theory]
    [InlineData("new Dictionary<string, string> { [\"grant_type\"] = \"authorization_code\", [\"code\"] = accessKey }", true)]
    [InlineData("new Dictionary<string, string> { { \"grant_type\", \"authorization_code\" }, { \"code\", accessKey } }", true)]
    [InlineData("new[] { new KeyValuePair<string, string>(\"grant_type\", \"authorization_code\"), new KeyValuePair<string, string>(\"code\", accessKey) }", true)]
    [InlineData("new Dictionary<string, string> { [\"grant_type\"] = \"authorization_code\", [\"key\"] = accessKey }", false)]
    [InlineData("new Dictionary<string, string> { [\"grant_type\"] = \"authorization_code\", [accessKey] = \"code\" }", false)]
    [InlineData("new Dictionary<string, string> { [\"grant_type\"] = \"client_credentials\", [\"code\"] = accessKey }", false)]
    public async Task ParameterThatIsSentAsTheCode(string form, bool isReported)
    {
        await Connect.VerifyAsync(Posted(form, isReported));
        await Check.VerifyAsync(Posted(form, isReported));
    }

    private static string Posted(string form, bool isReported) => Controller(
        $$"""
        var form = new FormUrlEncodedContent({{form}});
        var answer = await http.PostAsync("https://contoso.com/api/oauth2/token", form);
        await store.SaveTokensAsync(await answer.Content.ReadAsStringAsync());
        """,
        "string accessKey",
        name: "GetToken",
        isReported: isReported);

    /// <summary>The method takes a code only to find the refresh token that it sends.</summary>
    [Theory]
    [InlineData("new Dictionary<string, string> { [\"grant_type\"] = \"refresh_token\", [\"refresh_token\"] = kept, [\"client_secret\"] = \"1\" }", false)]
    [InlineData("new Dictionary<string, string> { { \"grant_type\", \"refresh_token\" }, { \"refresh_token\", kept }, { \"client_secret\", \"1\" } }", false)]
    [InlineData("new[] { KeyValuePair.Create(\"grant_type\", \"refresh_token\"), KeyValuePair.Create(\"client_secret\", kept) }", false)]
    [InlineData("QueryHelpers.ParseQuery(\"grant_type=refresh_token&client_secret=\" + kept).Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString()))", false)]
    [InlineData("new Dictionary<string, string> { [\"grant_type\"] = kept ?? \"authorization_code\", [\"code\"] = code, [\"client_secret\"] = \"1\" }", true)]
    [InlineData("new Dictionary<string, string> { [\"grant_type\"] = \"refresh_token\", [\"client_secret\"] = \"1\", [\"code\"] = code }", true)]
    [InlineData("new Dictionary<string, string> { [\"code\"] = code, [\"client_secret\"] = \"1\", [\"fields\"] = \"refresh_token\" }", true)]
    public async Task RequestWithARefreshToken_IsNoExchange(string form, bool isReported)
    {
        await Connect.VerifyAsync(Refreshed(form, isReported));
        await Check.VerifyAsync(Refreshed(form, isReported));
    }

    private static string Refreshed(string form, bool isReported) => Controller(
        $$"""
        string kept = await db.FindAsync(code);
        var form = new FormUrlEncodedContent({{form}});
        var answer = await http.PostAsync("https://contoso.com/oauth2/token", form);
        await store.UpdateTokenAsync(code, await answer.Content.ReadAsStringAsync());
        """,
        "string code",
        name: "RegularLogin",
        isReported: isReported);
}
