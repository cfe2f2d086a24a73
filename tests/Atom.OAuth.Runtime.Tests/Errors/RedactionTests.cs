using System.Net;
using Atom.OAuth.Tests.Support;

namespace Atom.OAuth.Tests.Errors;

/// <summary>The positions of secrets in providers' texts, and texts that only look like secrets.</summary>
public class RedactionTests
{
    [Theory]
    [InlineData("id_token: Bearer Bb88ffGgTtRrEeWwQq", "Bb88ff")]
    [InlineData("bearer code_verifier=Cv77ggHjKlOpEe", "Cv77")]
    [InlineData("Authorization: basic Y2xpZW50OnNlY3JldA==", "Y2xp")]
    [InlineData("body was {\\\"client_secret\\\":\\\"Hy8kkPq93\\\"}", "Hy8kk")]
    [InlineData("code=4/0AX4XfWh for state: k3kfj", "0AX4")]
    [InlineData("code=12345.abcdef", "12345")]
    [InlineData("EAAGm0PX4ZCps0BAK is no token", "Gm0PX4")]
    [InlineData("access token: Pass%word@home is wrong", "word@home")]
    [InlineData("Denied for kx1%qz2%wy3%tm4, ask later", "kx1")]
    [InlineData("Denied for atk4Zx81hQ7vPmRt55LkWq0aB3nYc9eJd2Fs6GuHiO7p@EAADSTS70011: no", "atk4Zx81")]
    [InlineData("Denied for atk4Zx81hQ7vPmRt55LkWq0aB3nYc9eJd2Fs6GuHiO7p/xoxb-7712345678-QqWwEeRrTtYyUu", "atk4Zx81")]
    public void Secret_IsTakenOut(string description, string secret)
    {
        var message = OAuthErrorMessage.Format("Slack", "invalid_request", description);

        Assert.DoesNotContain(secret, message, StringComparison.Ordinal);
        Assert.Contains("[redacted]", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Request failed with status code: 400.")]
    [InlineData("code=70011, see the portal")]
    [InlineData("(#190) Error validating application, error code: 190")]
    public void NumberOfAnError_Stays(string description)
        => Assert.EndsWith(description, OAuthErrorMessage.Format("Slack", "invalid_request", description), StringComparison.Ordinal);

    [Theory]
    [InlineData("a\uFFFEb")]
    [InlineData("a\uFFFFb")]
    public void WhatIsNoCharacter_IsLeftOut(string description)
        => Assert.Equal("Slack OAuth failed: invalid_request - ab", OAuthErrorMessage.Format("Slack", "invalid_request", description));

    [Theory]
    [InlineData("Denied for client_secret=Hx7kkPq93mZvAa", "Hx7kk")]
    [InlineData("Session 4f9d8c7b6a5e4d3c2b1a0f9e8d7c6b5a4f3e2d1c0b9a8f7e6d5c4b3a2f1e0d9c", "4f9d8c")]
    [InlineData("This is a title of which so much stands in front that the cut goes through 4f9d8c7b6a5e4d3c2b1a0f9e8d7c6b5a4f3e2d1c0b9a8f7e6d5c4b3a2f1e0d9c", "4f9d8c")]
    public async Task Secret_IsTakenOutOfThePagesTitle(string title, string secret)
    {
        using var response = Respond.With($"<html><title>{title}</title>", "text/html");

        var result = await response.CheckHtmlResponseAsync("Slack");

        Assert.Contains("[redacted]", result.Title, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, $"{result.Title} {result.Error}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_IsTakenOutOfTheReason()
    {
        using var response = Respond.With("<html>", "text/html", status: HttpStatusCode.BadRequest);
        response.ReasonPhrase = "bad client_secret=Hx7kkPq93mZvAa";

        var result = await response.CheckHtmlResponseAsync("Slack");

        Assert.Contains("bad client_secret=[redacted]", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://login.microsoftonline.com/error?code=70011", true)]
    [InlineData("https://provider.example/help?access_token=at-12345", false)]
    [InlineData("https://provider.example/help<b>", false)]
    [InlineData("https://provider.example/help\\u00ADx", false)]
    public async Task ErrorUri_IsKeptWithoutASecretOnly(string uri, bool isKept)
    {
        using var response = Respond.With($$"""{"error":"invalid_grant","error_uri":"{{uri}}"}""", status: HttpStatusCode.BadRequest);

        var answer = await OAuthTokenResponse.ReadAsync(response, "Contoso");

        Assert.Equal(isKept ? uri : null, answer.Failure?.ErrorUri?.OriginalString);
    }

    [Theory]
    [InlineData("bot", "bot token")]
    [InlineData("urn:ietf:params:oauth:token-type:jwt", "urn:ietf:params:oauth:token-type:jwt token")]
    [InlineData("a\r\nb", "Access token")]
    [InlineData("xoxb-1234567890", "Access token")]
    public void TypeOfAToken_IsShownWhenItCanBeOne(string type, string shown)
        => Assert.Equal(shown, new OAuthTokens("at-1") { TokenType = type }.ToString());
}
