using VerifyCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.KeepRotatedRefreshTokenAnalyzer, Atom.OAuth.CodeFixes.Rules.KeepRotatedRefreshTokenFixer>;

namespace Atom.OAuth.CodeFixes.Tests.Rules;

/// <summary>ATOM009's fix: the stored refresh token is kept if the response has none.</summary>
public sealed class KeepRotatedRefreshTokenFixerTests
{
    [Theory]
    [InlineData("account.RefreshToken = answer.RefreshToken;", "account.RefreshToken = answer.RefreshToken ?? account.RefreshToken;")]
    [InlineData("account.RefreshToken = answer?.RefreshToken; // new", "account.RefreshToken = answer?.RefreshToken ?? account.RefreshToken; // new")]
    [InlineData("account.RefreshToken = answer.RefreshToken ?? string.Empty;", "account.RefreshToken = answer.RefreshToken ?? account.RefreshToken;")]
    [InlineData("account.RefreshToken = answer.RefreshToken /* or none */ ?? \"\";", "account.RefreshToken = answer.RefreshToken /* or none */ ?? account.RefreshToken;")]
    [InlineData("this._refreshToken = answer.RefreshToken;", "this._refreshToken = answer.RefreshToken ?? this._refreshToken;")]
    public Task Assignment_KeepsTheStoredOne(string before, string after) => VerifyCS.VerifyAsync(Code(before), Code(after));

    [Theory]
    [InlineData("account.AccessToken = answer.AccessToken;")]
    [InlineData("answer.RefreshToken = account.RefreshToken; account.AccessToken = answer.AccessToken;")]
    [InlineData("accounts[0].RefreshToken = answer.RefreshToken;")]
    [InlineData("account.RefreshToken = answer.Data.RefreshToken;")]
    public Task NoOneChangeFits_NoFix(string statements) => VerifyCS.VerifyNoFixAsync(Code(statements));

    private static string Code(string statements) => $$"""
        public sealed class Client(HttpClient http)
        {
            private string? _refreshToken;

            public async Task RefreshAsync(Account account, Account[] accounts)
            {
                var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = account.RefreshToken! });
                var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", form);
                var answer = (await response.Content.ReadFromJsonAsync<Answer>())!;
                {{statements}}
            }

            public string? Token => _refreshToken;
        }

        public sealed class Answer
        {
            public string? AccessToken { get; set; }

            public string? RefreshToken { get; set; }

            public Filled Data { get; set; } = new();
        }

        public sealed class Filled
        {
            public string RefreshToken { get; set; } = "";
        }

        public sealed class Account
        {
            public string? AccessToken { get; set; }

            public string? RefreshToken { get; set; }
        }
        """;
}
