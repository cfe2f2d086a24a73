using System.Globalization;
using Atom.OAuth.Testing;

namespace Atom.OAuth.Tests.Providers;

/// <summary>Holds the provider catalogue to the facts, and every fact to a source.</summary>
public class CatalogueTests
{
    public static TheoryData<OAuthProvider> Providers => [.. OAuthProviders.All];

    [Fact]
    public void ThirteenIntegrations_EachOnce()
    {
        Assert.Equal(
            ["asana", "discord", "dropbox", "google-calendar", "google-chat", "hubspot", "microsoft-teams", "monday", "notion", "slack", "trello", "whatsapp", "zoom"],
            OAuthProviders.All.Select(provider => provider.Id).Order(StringComparer.Ordinal));
        Assert.All(OAuthProviders.All, provider => Assert.Equal(provider.Name, provider.ToString()));
    }

    [Theory]
    [InlineData("slack", "Slack")]
    [InlineData("SLACK", "Slack")]
    [InlineData("Google Calendar", "Google Calendar")]
    [InlineData("GoogleCalendar", "Google Calendar")]
    [InlineData("google_calendar", "Google Calendar")]
    [InlineData("teams", "Microsoft Teams")]
    [InlineData("Monday.com", "monday.com")]
    [InlineData("mondaycom", "monday.com")]
    [InlineData("monday", "monday.com")]
    [InlineData("WhatsApp", "WhatsApp")]
    [InlineData("Contoso", null)]
    [InlineData("Slack2", null)]
    [InlineData("Slac", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Providers_AreFound(string? idOrName, string? name) => Assert.Equal(name, OAuthProviders.Find(idOrName)?.Name);

    [Theory]
    [MemberData(nameof(Providers))]
    public void Facts_NameTheirSource(OAuthProvider provider)
    {
        Assert.All(
            [
                provider.Protocol.Source, provider.ClientAuthentication.Source, provider.RequestEncoding.Source, provider.ScopeSeparator.Source,
                provider.OfflineAccess.Source, provider.ErrorShapes.Source, provider.Refresh.Source, provider.StateLimit.Source, provider.History.Source,
                provider.HistoryLimit.Source, provider.RetryAfter.Source, provider.ExpiryInToken.Source, provider.SendsForms.Source,
                .. provider.Endpoints.Select(endpoint => endpoint.Source),
                .. provider.Limitations.Select(limitation => limitation.Source),
            ],
            source => Assert.False(string.IsNullOrWhiteSpace(source)));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Endpoints_AreAbsolute_OnTheProvidersHosts_AndRetiredOnesHaveAReplacement(OAuthProvider provider)
    {
        Assert.All(provider.Endpoints, endpoint =>
        {
            Uri url = new(endpoint.Url.Replace("{tenant}", "common", StringComparison.Ordinal).Replace("{version}", "v22.0", StringComparison.Ordinal));
            Assert.Equal(Uri.UriSchemeHttps, url.Scheme);
            Assert.Contains(provider.Hosts, host => url.Host == host || url.Host.EndsWith("." + host, StringComparison.Ordinal));
            if (endpoint.IsRetired)
            {
                Assert.Contains(provider.Endpoints, other => !other.IsRetired && other.Url == endpoint.ReplacedBy && other.Kind == endpoint.Kind);
            }
            else
            {
                Assert.Null(endpoint.EndsOn);
            }

            if (endpoint.EndsOn is { } day)
            {
                DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            }
        });
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void OneEndpointOfAKindIsInUse(OAuthProvider provider)
    {
        Assert.All(
            provider.Endpoints.Where(endpoint => !endpoint.IsRetired).GroupBy(endpoint => endpoint.Kind),
            kind => Assert.Same(Assert.Single(kind), provider.Endpoint(kind.Key)));
        Assert.NotNull(provider.Endpoint(OAuthEndpointKind.Token));
        Assert.NotNull(provider.Endpoint(OAuthEndpointKind.Authorization));
    }

    [Theory]
    [InlineData("zoom", "https://zoom.us/oauth/token", OAuthClientAuthentication.Basic, OAuthRefreshBehavior.Rotates)]
    [InlineData("slack", "https://slack.com/api/oauth.v2.access", OAuthClientAuthentication.Body, OAuthRefreshBehavior.Rotates)]
    [InlineData("google-chat", "https://oauth2.googleapis.com/token", OAuthClientAuthentication.Body, OAuthRefreshBehavior.Unspecified)]
    [InlineData("google-calendar", "https://oauth2.googleapis.com/token", OAuthClientAuthentication.Body, OAuthRefreshBehavior.Unspecified)]
    [InlineData("discord", "https://discord.com/api/oauth2/token", OAuthClientAuthentication.Basic | OAuthClientAuthentication.Body, OAuthRefreshBehavior.Unspecified)]
    [InlineData("microsoft-teams", "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token", OAuthClientAuthentication.Body | OAuthClientAuthentication.Assertion, OAuthRefreshBehavior.Replaces)]
    [InlineData("notion", "https://api.notion.com/v1/oauth/token", OAuthClientAuthentication.Basic, OAuthRefreshBehavior.Rotates)]
    [InlineData("asana", "https://app.asana.com/-/oauth_token", OAuthClientAuthentication.Body, OAuthRefreshBehavior.Unspecified)]
    [InlineData("trello", "https://trello.com/1/OAuthGetAccessToken", OAuthClientAuthentication.Signature, OAuthRefreshBehavior.None)]
    [InlineData("monday", "https://auth.monday.com/oauth_ms/oauth/token", OAuthClientAuthentication.Body | OAuthClientAuthentication.Basic, OAuthRefreshBehavior.Rotates)]
    [InlineData("dropbox", "https://api.dropboxapi.com/oauth2/token", OAuthClientAuthentication.Basic | OAuthClientAuthentication.Body, OAuthRefreshBehavior.Keeps)]
    [InlineData("hubspot", "https://api.hubapi.com/oauth/2026-03/token", OAuthClientAuthentication.Body, OAuthRefreshBehavior.Unspecified)]
    [InlineData("whatsapp", "https://graph.facebook.com/{version}/oauth/access_token", OAuthClientAuthentication.Query | OAuthClientAuthentication.Body, OAuthRefreshBehavior.None)]
    public void TokenRequests_AreAsDocumented(string id, string url, OAuthClientAuthentication authentication, OAuthRefreshBehavior refresh)
    {
        OAuthProvider provider = OAuthProviders.Find(id)!;

        Assert.Equal((url, authentication, refresh), (provider.Endpoint(OAuthEndpointKind.Token)!.Url, provider.ClientAuthentication.Value, provider.Refresh.Value));
    }

    [Theory]
    [InlineData("https://api.hubapi.com/oauth/v1/token", "2027-02-16", true)]
    [InlineData("https://api.hubapi.com/oauth/v1/access-tokens/", "2027-02-16", false)]
    [InlineData("https://api.hubapi.com/oauth/v1/refresh-tokens/", "2027-02-16", false)]
    [InlineData("https://auth.monday.com/oauth2/token", "2026-10-01", false)]
    [InlineData("https://slack.com/oauth/authorize", null, false)]
    [InlineData("https://slack.com/api/oauth.access", null, false)]
    [InlineData("https://accounts.google.com/o/oauth2/token", null, true)]
    public void RetiredEndpoints_HaveTheirDates(string url, string? endsOn, bool isOnlyTheUrl)
    {
        OAuthEndpoint endpoint = OAuthProviders.All.SelectMany(provider => provider.Endpoints).First(endpoint => endpoint.Url == url);

        Assert.Equal((endsOn, isOnlyTheUrl, true), (endpoint.EndsOn, endpoint.Migration is null, endpoint.IsRetired));
    }

    [Fact]
    public void Document_IsInStep()
    {
        string path = Repository.PathOf("docs/providers.md");
        string written = CatalogueDocument.Write();
        if (Environment.GetEnvironmentVariable("ATOM_OAUTH_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, written);
        }

        // Out of step? Run this test with ATOM_OAUTH_WRITE_DOCS=1 and commit what it writes.
        Assert.Equal(written, Repository.Read("docs/providers.md"));
    }

    [Fact]
    public void WhatCannotBeDone_IsSaid()
    {
        Assert.Equal(OAuthProtocol.OAuth1, OAuthProviders.Trello.Protocol.Value);
        Assert.Contains(OAuthProviders.Trello.Limitations, limitation => limitation.Value.Contains("fragment", StringComparison.Ordinal));
        Assert.Equal(OAuthHistoryAccess.PushOnly, OAuthProviders.WhatsApp.History.Value);
        Assert.Contains(OAuthProviders.WhatsApp.Limitations, limitation => limitation.Value.Contains("no API to pull", StringComparison.Ordinal));
        Assert.Equal(12, OAuthProviders.All.Count(provider => provider.Protocol.Value == OAuthProtocol.OAuth2));
        Assert.Equal(12, OAuthProviders.All.Count(provider => provider.History.Value == OAuthHistoryAccess.Pull));
    }

    [Fact]
    public void Peculiarities_AreThoseOfTheProvider()
    {
        Assert.Equal([OAuthProviders.Dropbox], OAuthProviders.All.Where(provider => provider.MaxStateLength is not null));
        Assert.Equal(500, OAuthProviders.Dropbox.MaxStateLength);
        Assert.Equal([OAuthProviders.Monday], OAuthProviders.All.Where(provider => provider.ExpiryInToken.Value));
        Assert.Equal([OAuthProviders.WhatsApp, OAuthProviders.Trello], OAuthProviders.All.Where(provider => provider.SendsForms.Value));
        Assert.Equal([OAuthProviders.WhatsApp, OAuthProviders.Slack, OAuthProviders.Trello], OAuthProviders.All.Where(provider => provider.ScopeSeparator.Value == ','));
        Assert.Equal(
            ["access_type=offline", "access_type=offline", "offline_access", "token_access_type=offline"],
            OAuthProviders.All.Select(provider => provider.OfflineAccess.Value).OfType<string>().Order(StringComparer.Ordinal));
        Assert.Equal(OAuthRequestEncoding.Json, OAuthProviders.Monday.RequestEncoding.Value);
        Assert.True(OAuthProviders.Notion.RequestEncoding.Value.HasFlag(OAuthRequestEncoding.Json));
        Assert.Equal(OAuthRetryAfterForms.IsoTime, OAuthProviders.Zoom.RetryAfter.Value);
    }
}
