using Atom.OAuth.Analyzers.Callbacks;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>What is a token, what only looks like one, and what is a source of tokens rather than a connection.</summary>
public sealed class CallbackTokensTests
{
    public static TheoryData<string> FormMakers => Names(ExchangeWords.FormMakers);

    /// <summary>A row for the application's own login has the user's id, and a token that the application made.</summary>
    [Theory]
    [InlineData("UserId = account.Id, Value = Guid.NewGuid().ToString()", false)]
    [InlineData("UserId = account, Value = Guid.NewGuid().ToString()", false)]
    [InlineData("UserId = account.Id, Value = account.RefreshToken", true)]
    [InlineData("UserId = account.RefreshToken, Value = \"\"", true)]
    public Task RowOfAnOwnToken_IsNoToken(string members, bool isReported) => VerifyCS.VerifyAsync(
        Controller(
            $"var account = await oauth.RedeemCodeAsync(code); var refresh = new RefreshRow {{ {members} }}; db.RefreshTokens.Add(refresh); await db.SaveChangesAsync();",
            isReported: isReported)
        + "public class RefreshRow { public dynamic? UserId, Value; }");

    /// <summary>A provider of tokens for API calls logs in when it has none, and keeps them as long as it lives.</summary>
    [Theory]
    [InlineData("_access = result.AccessToken; return result.AccessToken;", false)]
    [InlineData("this._access = result.AccessToken; return _access;", false)]
    [InlineData("File.WriteAllText(\"token\", result.RefreshToken); return result.AccessToken;", true)]
    [InlineData("Shared.Token = result.AccessToken; return result.AccessToken;", true)]
    public Task SourceOfTokens_ConnectsNothing(string statements, bool isReported) => VerifyCS.VerifyAsync($$"""
        public class TokenProvider(Login login, dynamic oauth)
        {
            private string? _access;

            public async Task<string?> {{(isReported ? "[|GetAccessTokenAsync|]" : "GetAccessTokenAsync")}}()
            {
                if (_access is not null)
                {
                    _access = await oauth.SaveTokenAsync(_access);
                    return _access;
                }

                var result = await login.LoginAsync();
                {{statements}}
            }
        }
        public static class Shared { public static string? Token; }
        """ + LoginOfAListener);

    private const string LoginOfAListener = """
        public record Tokens(string AccessToken, string RefreshToken);
        public class Login(HttpListener listener, HttpClient http)
        {
            public async Task<Tokens> LoginAsync()
            {
                var context = await listener.GetContextAsync();
                var code = context.Request.QueryString["code"];
                var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code! });
                var response = await http.PostAsync("https://api.contoso.com/oauth/token", form);
                return (await response.Content.ReadFromJsonAsync<Tokens>())!;
            }
        }
        """;

    /// <summary>A long-lived object that always logs in is the connection itself.</summary>
    [Theory]
    [InlineData("", true)]
    [InlineData("if (_tokens is not null) { return _tokens; }", false)]
    [InlineData("if (HasTokens()) { return Current; }", false)]
    [InlineData("if (!IsExpired) { return Current; }", false)]
    [InlineData("lock (this) { return _tokens; }", false)]
    [InlineData("_tokens ??= new Tokens(\"\", \"\");", false)]
    [InlineData("if (IsSeen()) { return null; }", true)]
    [InlineData("if (_seen is not null) { return null; }", true)]
    public Task LoginWithoutATest_Connects(string before, bool isReported) => VerifyCS.VerifyAsync($$"""
        public class SlackTokenStore(Login login)
        {
            private Tokens? _tokens;
            private object? _seen = login;

            private Tokens? Current => _tokens;
            private bool IsExpired => _tokens is null;
            private bool HasTokens() => _tokens is not null;
            private bool IsSeen() => _seen is not null;

            public async Task<Tokens?> {{(isReported ? "[|ConnectAsync|]" : "ConnectAsync")}}()
            {
                {{before}}
                var tokens = await login.LoginAsync();
                _tokens = tokens;
                return tokens;
            }
        }
        """ + LoginOfAListener);

    /// <summary>The parameters of the request are no tokens: another method sends them and stores what comes back.</summary>
    [Theory]
    [MemberData(nameof(FormMakers))]
    public Task ParametersOfTheRequest_CarryTheCode(string name) => VerifyCS.VerifyAsync(Controller(
        $"var parameters = {name}(code); await SendAsync(state, parameters);",
        members: $$"""
            private static Dictionary<string, string> {{name}}(string code) => new() { ["grant_type"] = "authorization_code", ["code"] = code };

            private async Task SendAsync(string state, Dictionary<string, string> parameters)
            {
                var response = await Http.PostAsync("https://api.contoso.com/oauth/token", new FormUrlEncodedContent(parameters));
                var body = await response.Content.ReadAsStringAsync();
                await Store.SaveAsync(state, body);
            }
            """));
}
