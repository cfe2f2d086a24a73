using System.Text;
using Atom.OAuth.Tests.Support;

namespace Atom.OAuth.Tests.Tokens;

/// <summary>A second consent for a connection, and two tokens in one.</summary>
public class ConsentTests
{
    [Theory]
    [InlineData("1", "1", false, "rt-1")]
    [InlineData("1", "2", false, null)]
    [InlineData("1", "2", true, null)]
    [InlineData("1", null, false, null)]
    [InlineData("1", null, true, "rt-1")]
    public void RefreshTokenOfTheFirstConsent_StaysWithItsAccount(string stored, string? fresh, bool isVerified, string? refreshToken)
    {
        OAuthTokens first = new("at-1") { RefreshToken = "rt-1", IdToken = IdToken(stored) };
        OAuthTokens second = new("at-2") { IdToken = fresh is null ? null : IdToken(fresh) };

        var tokens = second.OverStored(first, isVerified);

        Assert.Equal(("at-2", refreshToken), (tokens.AccessToken, tokens.RefreshToken));
        Assert.Equal(fresh is null ? null : fresh == stored, second.IsSameAccountAs(first));
    }

    [Theory]
    [InlineData("""{"access_token":"a","team":{"id":"T1"},"authed_user":{"id":"U1"}}""", """{"access_token":"b","team":{"id":"T1"},"authed_user":{"id":"U1"}}""", true)]
    [InlineData("""{"access_token":"a","team":{"id":"T1"},"authed_user":{"id":"U1"}}""", """{"access_token":"b","team":{"id":"T2"},"authed_user":{"id":"U1"}}""", false)]
    [InlineData("""{"access_token":"a","account_id":"dbid:1"}""", """{"access_token":"b","account_id":"dbid:2"}""", false)]
    [InlineData("""{"access_token":"a","hub_id":1}""", """{"access_token":"b","hub_id":1}""", true)]
    [InlineData("""{"access_token":"a"}""", """{"access_token":"b","hub_id":1}""", null)]
    public async Task Account_IsToldByTheResponse(string one, string other, bool? isSame)
    {
        using var first = Respond.With(one);
        using var second = Respond.With(other);
        var before = (await OAuthTokenResponse.ReadAsync(first, "Slack")).GetTokensOrThrow();
        var after = (await OAuthTokenResponse.ReadAsync(second, "Slack")).GetTokensOrThrow();

        Assert.Equal(isSame, after.IsSameAccountAs(before));
    }

    [Fact]
    public async Task ConsentForTheUserAlone_LeavesTheTokenOfTheApp()
    {
        OAuthTokens stored = new("bot") { TokenType = "bot", RefreshToken = "rb", User = new OAuthTokens("user") { RefreshToken = "ru" } };
        using var response = Respond.With("""{"ok":true,"authed_user":{"id":"U1","access_token":"user-2","token_type":"user"}}""");
        var fresh = (await OAuthTokenResponse.ReadAsync(response, "Slack")).GetTokensOrThrow();

        var tokens = fresh.OverStored(stored, accountIsVerified: true);

        Assert.Equal(("bot", "rb", "user-2", "ru"), (tokens.AccessToken, tokens.RefreshToken, tokens.User?.AccessToken, tokens.User?.RefreshToken));
    }

    [Fact]
    public void User_CanBePutBeside()
    {
        var tokens = new OAuthTokens("bot") { TokenType = "bot", RefreshToken = "rb", Scope = "s" }.WithUser(new OAuthTokens("user"));

        Assert.Equal(
            ("bot", "bot", "rb", "s", "user"),
            (tokens.AccessToken, tokens.TokenType, tokens.RefreshToken, tokens.Scope, tokens.User?.AccessToken));
        Assert.Null(tokens.WithUser(null).User);
    }

    [Fact]
    public void Arguments_AreRequired()
    {
        Assert.Throws<ArgumentNullException>("stored", () => new OAuthTokens("a").OverStored(null!));
        Assert.Throws<ArgumentNullException>("other", () => new OAuthTokens("a").IsSameAccountAs(null!));
    }

    private static string IdToken(string subject)
        => $"e30.{Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"iss":"https://accounts.google.com","sub":"{{subject}}"}""")).TrimEnd('=').Replace('+', '-').Replace('/', '_')}.x";
}
