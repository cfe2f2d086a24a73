using Atom.OAuth.Analyzers.Providers;

namespace Atom.OAuth.Analyzers.Tests.Providers;

/// <summary>What a literal reveals about the endpoint that it is part of.</summary>
public sealed class UrlTextTests
{
    [Theory]
    [InlineData("https://slack.com/api/oauth.v2.access", "slack.com")]
    [InlineData("http://slack.com", "slack.com")]
    [InlineData("HTTPS://Slack.com?x=1", "Slack.com")]
    [InlineData("https://localhost:5001/token", "localhost")]
    [InlineData("https://slack.com#top", "slack.com")]
    [InlineData("https://{tenant}.example.com/token", "")]
    [InlineData("https://login.{tenant}", "login.")]
    [InlineData("https://slack.com is down", "slack.com")]
    [InlineData("https://slack.com\"", "slack.com")]
    [InlineData("https://", "")]
    public void Host_IsWhatStandsBetweenSchemeAndPath(string text, string host) => Assert.Equal(host, UrlText.Host(text));

    [Theory]
    [InlineData("slack.com")]
    [InlineData("/oauth/token")]
    [InlineData("see https://slack.com")]
    [InlineData("ftp://slack.com")]
    [InlineData("httpsx://slack.com")]
    [InlineData("")]
    public void AnotherText_HasNoHost(string text) => Assert.Null(UrlText.Host(text));

    [Theory]
    [InlineData("slack.com", true)]
    [InlineData("api.slack.com", true)]
    [InlineData("localhost", false)]
    [InlineData(".com", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("server.local", false)]
    [InlineData("server.internal", false)]
    [InlineData("server.test", false)]
    [InlineData("api.example.com", false)]
    [InlineData("EXAMPLE.org", false)]
    [InlineData("schemas.microsoft.com", false)]
    [InlineData("www.w3.org", false)]
    [InlineData("localhost.run", true)]
    [InlineData("contoso.azurewebsites.net", false)]
    [InlineData("contoso-abc.a.run.app", false)]
    [InlineData("www.vercel.app", false)]
    [InlineData("api.fly.dev.contoso.com", true)]
    [InlineData("vercel.com", true)]
    public void IsPublic_LeavesOutTheDevelopersOwnMachines(string host, bool expected) => Assert.Equal(expected, UrlText.IsPublic(host));

    [Theory]
    [InlineData("/oauth2/v1", true)]
    [InlineData("https://x.com/token", true)]
    [InlineData("/api/access_token", true)]
    [InlineData("/userinfo", true)]
    [InlineData("/Authorize", true)]
    [InlineData("/.well-known/openid-configuration", true)]
    [InlineData("/introspect", true)]
    [InlineData("/devicecode", true)]
    [InlineData("/device_authorization", true)]
    [InlineData("/sns/jscode2session", true)]
    [InlineData("oauth", false)]
    [InlineData("access_token", false)]
    [InlineData("call /oauth first", false)]
    [InlineData("/users", false)]
    public void IsOAuthPath_IsAPathAndNoProse(string text, bool expected) => Assert.Equal(expected, UrlText.IsOAuthPath(text));

    [Theory]
    [InlineData("https://api.x.com/me", "api.x.com", true)]
    [InlineData("https://graph.x.com/me", "graph.x.com", true)]
    [InlineData("https://API-eu.x.com/me", "API-eu.x.com", true)]
    [InlineData("https://x.com/api/me", "x.com", true)]
    [InlineData("https://x.com/graphql", "x.com", true)]
    [InlineData("https://x.com/rest/me", "x.com", true)]
    [InlineData("https://x.com/v1/me", "x.com", true)]
    [InlineData("https://x.com/V2/me", "x.com", true)]
    [InlineData("https://x.com/v3", "x.com", true)]
    [InlineData("https://x.com/v4", "x.com", true)]
    [InlineData("https://x.com/me", "x.com", false)]
    [InlineData("https://apix.com/me", "apix.com", false)]
    [InlineData("https://x.com/capital", "x.com", false)]
    public void IsApi_IsToldByHostOrPath(string text, string host, bool expected) => Assert.Equal(expected, UrlText.IsApi(text, host));
}
