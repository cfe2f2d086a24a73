using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.Guide;

/// <summary>Whatever the provider's answer to a refresh, no token is lost.</summary>
public class RefreshTests
{
    [Theory]
    [InlineData("""{"ok":true,"access_token":"xoxb-2"}""", 200, "xoxb-2", "xoxe-1", false)]
    [InlineData("""{"ok":true,"access_token":"xoxb-2","refresh_token":"xoxe-2"}""", 200, "xoxb-2", "xoxe-2", false)]
    [InlineData("""{"ok":false,"error":"invalid_refresh_token"}""", 200, "xoxb-1", "xoxe-1", true)]
    [InlineData("<html>", 502, "xoxb-1", "xoxe-1", false)]
    [InlineData("", 200, "xoxb-1", "xoxe-1", false)]
    public async Task Refresh_NeverLosesAToken(string body, int status, string accessToken, string refreshToken, bool mustReconnect)
    {
        await using var app = await GuideApplication.StartAsync();
        await app.Connections.SaveAsync("id", new OAuthTokens("xoxb-1") { RefreshToken = "xoxe-1" });
        app.Answer = _ => Results.Text(body, "application/json", statusCode: status);
        using var scope = app.Services.CreateScope();

        await scope.ServiceProvider.GetRequiredService<SlackTokens>().RefreshAsync("id");

        var stored = await app.Connections.GetAsync("id");
        Assert.Equal((accessToken, refreshToken, mustReconnect), (stored.AccessToken, stored.RefreshToken, app.Connections.MustReconnect("id")));
        Assert.Equal("xoxe-1", Assert.Single(app.TokenRequests)["refresh_token"]);
    }

    [Fact]
    public async Task RefreshThatSomebodyElseMade_IsBelieved_AndNotTheError()
    {
        await using var app = await GuideApplication.StartAsync();
        await app.Connections.SaveAsync("id", new OAuthTokens("xoxb-1") { RefreshToken = "xoxe-1" });
        app.Answer = _ =>
        {
            app.Connections.SaveAsync("id", new OAuthTokens("xoxb-2") { RefreshToken = "xoxe-2" });
            return GuideApplication.Json("""{"ok":false,"error":"invalid_refresh_token"}""");
        };
        using var scope = app.Services.CreateScope();

        await scope.ServiceProvider.GetRequiredService<SlackTokens>().RefreshAsync("id");

        Assert.Equal(("xoxe-2", false), ((await app.Connections.GetAsync("id")).RefreshToken, app.Connections.MustReconnect("id")));
    }
}
