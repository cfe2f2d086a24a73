using Atom.OAuth.Testing;

namespace Atom.OAuth.Tests.Providers;

/// <summary>Verifies the values of the provider catalogue, and that each fact has a source.</summary>
public class CatalogueTests
{
    public static TheoryData<OAuthProvider> Providers => [.. OAuthProviders.All];

    [Fact]
    public void ThirteenIntegrations_EachOnce()
    {
        Assert.Equal(
            [
                "asana", "discord", "dropbox", "google-calendar", "google-chat", "hubspot", "microsoft-teams", "monday", "notion", "slack",
                "trello", "whatsapp", "zoom",
            ],
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
    public void Facts_NameASourceThatAReaderCanFollow(OAuthProvider provider)
    {
        Assert.All(
            [
                provider.Protocol.Source, provider.UrlVersion.Source, provider.ClientAuthentication.Source,
                provider.PreferredClientAuthentication.Source,
                provider.BasicSecretEncoding.Source, provider.RequestEncoding.Source, provider.PreferredRequestEncoding.Source, provider.Pkce.Source,
                provider.ScopeSeparator.Source, provider.OfflineScope.Source, provider.CallbackIssuer.Source, provider.ErrorShapes.Source,
                provider.Refresh.Source,
                provider.RefreshTokenLifetime.Source, provider.StateLimit.Source, provider.History.Source, provider.HistoryLimit.Source,
                provider.HistoryRequestWindow.Source, provider.RetryAfter.Source, provider.Revocation.Source, provider.ExpiryInToken.Source,
                provider.SendsForms.Source,
                provider.ApiVersionHeader?.Source ?? provider.Protocol.Source,
                .. provider.AuthorizationParameters.Select(parameter => parameter.Source),
                .. provider.Endpoints.Select(endpoint => endpoint.Source),
                .. provider.Limitations.Select(limitation => limitation.Source),
            ],
            source => Assert.True(SourceLinks.CanBeFollowed(source), source));
    }

    [Theory]
    [InlineData("https://docs.slack.dev/apis/web-api/rate-limits", "[docs.slack.dev: rate-limits](https://docs.slack.dev/apis/web-api/rate-limits)")]
    [InlineData("https://github.com/a/b/issues/7: why; RFC 6749, section 3.3", "[b#7](https://github.com/a/b/issues/7): why; [RFC 6749, section 3.3](https://www.rfc-editor.org/rfc/rfc6749#section-3.3)")]
    [InlineData("https://github.com/a/b/blob/main/c/d.cs (2026-08-05)", "[b: d.cs](https://github.com/a/b/blob/main/c/d.cs) (2026-08-05)")]
    public void Sources_AreShownAsLinks(string source, string shown) => Assert.Equal(shown, SourceLinks.Render(source));

    [Theory]
    [InlineData("https://a.example/b (2026-08-05): only the newest is good", "only the newest is good")]
    [InlineData("https://a.example/b, Route.Method: the token of the call; https://c.example", "the token of the call")]
    [InlineData("https://a.example/b; the SDK has another; those of the API: https://c.example/d", "the SDK has another; [those of the API](https://c.example/d)")]
    [InlineData("https://a.example/b gives none", "")]
    [InlineData("https://a.example/b; a form is what https://c.example/d sends", "")]
    [InlineData("https://a.example/b; RFC 6749, section 5.2", "")]
    public void Remarks_AreWhatASourceAdds(string source, string remark)
        => Assert.Equal(("https://a.example/b", remark), (SourceLinks.Address(source), SourceLinks.Remark(source)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Not documented.")]
    [InlineData("docs.slack.dev/apis")]
    [InlineData("RFC 6749")]
    public void WhatNobodyCanFollow_IsNoSource(string? source) => Assert.False(SourceLinks.CanBeFollowed(source));

    /// <summary>The preferences determine authorization URLs and token requests of a client with a secret.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    public void Preferences_AreOneOfTheWaysThatAreTaken(OAuthProvider provider)
    {
        var authentication = provider.PreferredClientAuthentication.Value;
        var encoding = provider.PreferredRequestEncoding.Value;

        Assert.True(authentication is OAuthClientAuthentication.Basic or OAuthClientAuthentication.Body, authentication.ToString());
        Assert.True(encoding is OAuthRequestEncoding.Form or OAuthRequestEncoding.Json, encoding.ToString());
        Assert.True(provider.ClientAuthentication.Value.HasFlag(authentication));
        Assert.True(provider.RequestEncoding.Value.HasFlag(encoding));
        Assert.All(provider.AuthorizationParameters, parameter => Assert.Equal($"{parameter.Name}={parameter.Value}", parameter.ToString()));
        Assert.Equal(
            provider.Endpoints.Any(endpoint => endpoint.Url.Contains("{version}", StringComparison.Ordinal)),
            provider.UrlVersion.Value is not null);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Endpoints_AreAbsolute_OnTheProvidersHosts(OAuthProvider provider)
    {
        Assert.All(provider.Endpoints, endpoint =>
        {
            Uri url = new(endpoint.Url
                .Replace("{tenant}", "common", StringComparison.Ordinal)
                .Replace("{version}", "v22.0", StringComparison.Ordinal));
            Assert.Equal(Uri.UriSchemeHttps, url.Scheme);
            Assert.Contains(provider.Hosts, host => url.Host == host || url.Host.EndsWith("." + host, StringComparison.Ordinal));
        });
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void OneEndpointOfAKindIsInUse(OAuthProvider provider)
    {
        Assert.All(
            provider.Endpoints.Where(endpoint => endpoint.AlternativeFor is null).GroupBy(endpoint => endpoint.Kind),
            kind => Assert.Same(Assert.Single(kind), provider.Endpoint(kind.Key)));
        Assert.NotNull(provider.Endpoint(OAuthEndpointKind.Token));
        Assert.NotNull(provider.Endpoint(OAuthEndpointKind.Authorization));
    }

    [Theory]
    [InlineData("zoom", "https://zoom.us/oauth/token", OAuthClientAuthentication.Basic, OAuthRefreshBehavior.Rotates)]
    [InlineData("slack", "https://slack.com/api/oauth.v2.access", OAuthClientAuthentication.Basic | OAuthClientAuthentication.Body, OAuthRefreshBehavior.Rotates)]
    [InlineData("google-chat", "https://oauth2.googleapis.com/token", OAuthClientAuthentication.Basic | OAuthClientAuthentication.Body, OAuthRefreshBehavior.Keeps)]
    [InlineData("google-calendar", "https://oauth2.googleapis.com/token", OAuthClientAuthentication.Basic | OAuthClientAuthentication.Body, OAuthRefreshBehavior.Keeps)]
    [InlineData("discord", "https://discord.com/api/oauth2/token", OAuthClientAuthentication.Basic | OAuthClientAuthentication.Body, OAuthRefreshBehavior.Unspecified)]
    [InlineData("microsoft-teams", "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token", OAuthClientAuthentication.Body | OAuthClientAuthentication.Assertion, OAuthRefreshBehavior.Replaces)]
    [InlineData("notion", "https://api.notion.com/v1/oauth/token", OAuthClientAuthentication.Basic, OAuthRefreshBehavior.Rotates)]
    [InlineData("asana", "https://app.asana.com/-/oauth_token", OAuthClientAuthentication.Body, OAuthRefreshBehavior.Unspecified)]
    [InlineData("trello", "https://auth.atlassian.com/oauth/token", OAuthClientAuthentication.Body, OAuthRefreshBehavior.Rotates)]
    [InlineData("monday", "https://auth.monday.com/oauth_ms/oauth/token", OAuthClientAuthentication.Body | OAuthClientAuthentication.Basic, OAuthRefreshBehavior.Rotates)]
    [InlineData("dropbox", "https://api.dropboxapi.com/oauth2/token", OAuthClientAuthentication.Basic | OAuthClientAuthentication.Body, OAuthRefreshBehavior.Keeps)]
    [InlineData("hubspot", "https://api.hubapi.com/oauth/2026-03/token", OAuthClientAuthentication.Body, OAuthRefreshBehavior.Unspecified)]
    [InlineData("whatsapp", "https://graph.facebook.com/{version}/oauth/access_token", OAuthClientAuthentication.Query | OAuthClientAuthentication.Body, OAuthRefreshBehavior.None)]
    public void TokenRequests_AreAsDocumented(string id, string url, OAuthClientAuthentication authentication, OAuthRefreshBehavior refresh)
    {
        var provider = OAuthProviders.Find(id)!;

        Assert.Equal(
            (url, authentication, refresh),
            (provider.Endpoint(OAuthEndpointKind.Token)!.Url, provider.ClientAuthentication.Value, provider.Refresh.Value));
    }

    [Theory]
    [InlineData("whatsapp", OAuthPkceSupport.None, null, "", null)]
    [InlineData("slack", OAuthPkceSupport.PublicClientOnly, null, "", "https://slack.com/api/auth.revoke")]
    [InlineData("zoom", OAuthPkceSupport.PublicClientOnly, null, "", "https://zoom.us/oauth/revoke")]
    [InlineData("google-chat", OAuthPkceSupport.Optional, null, "access_type=offline prompt=consent", "https://oauth2.googleapis.com/revoke")]
    [InlineData("google-calendar", OAuthPkceSupport.Optional, null, "access_type=offline prompt=consent", "https://oauth2.googleapis.com/revoke")]
    [InlineData("discord", OAuthPkceSupport.Optional, null, "", "https://discord.com/api/oauth2/token/revoke")]
    [InlineData("microsoft-teams", OAuthPkceSupport.Optional, null, "", null)]
    [InlineData("notion", OAuthPkceSupport.None, "Notion-Version: 2026-03-11", "owner=user", "https://api.notion.com/v1/oauth/revoke")]
    [InlineData("asana", OAuthPkceSupport.Optional, null, "", "https://app.asana.com/-/oauth_revoke")]
    [InlineData("trello", OAuthPkceSupport.Required, null, "prompt=consent", null)]
    [InlineData("monday", OAuthPkceSupport.Required, "API-Version: 2026-10", "", "https://auth.monday.com/oauth_ms/oauth/revoke")]
    [InlineData("dropbox", OAuthPkceSupport.Optional, null, "token_access_type=offline", "https://api.dropboxapi.com/2/auth/token/revoke")]
    [InlineData("hubspot", OAuthPkceSupport.Optional, null, "", "https://api.hubapi.com/oauth/2026-03/token/revoke")]
    public void Requests_AreAsOfNovember2026(string id, OAuthPkceSupport pkce, string? header, string parameters, string? revocation)
    {
        var provider = OAuthProviders.Find(id)!;

        Assert.Equal(
            (pkce, header, parameters, revocation),
            (
                provider.Pkce.Value,
                provider.ApiVersionHeader is { } version ? $"{version.Name}: {version.Value}" : null,
                string.Join(' ', provider.AuthorizationParameters),
                provider.Endpoint(OAuthEndpointKind.Revocation)?.Url));
    }

    [Fact]
    public void Document_IsInStep()
    {
        var path = Repository.PathOf("docs/providers.md");
        var written = CatalogueDocument.Write();
        if (Environment.GetEnvironmentVariable("ATOM_OAUTH_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, written);
        }

        // Out of date? Run this test with ATOM_OAUTH_WRITE_DOCS=1 and commit the result.
        Assert.Equal(written, Repository.Read("docs/providers.md"));
    }

    [Fact]
    public void WhatCannotBeDone_IsSaid()
    {
        Assert.Contains(OAuthProviders.Trello.Limitations, limitation => limitation.Value.Contains("fragment", StringComparison.Ordinal));
        Assert.Contains(OAuthProviders.WhatsApp.Limitations, limitation => limitation.Value.Contains("within 24 hours", StringComparison.Ordinal));
        Assert.Equal(OAuthHistoryAccess.PushOnly, OAuthProviders.WhatsApp.History.Value);
        Assert.Contains(OAuthProviders.WhatsApp.Limitations, limitation => limitation.Value.Contains("no API to pull", StringComparison.Ordinal));
        Assert.All(OAuthProviders.All, provider => Assert.Equal(OAuthProtocol.OAuth2, provider.Protocol.Value));
        Assert.Equal(12, OAuthProviders.All.Count(provider => provider.History.Value == OAuthHistoryAccess.Pull));
    }

    [Fact]
    public void Peculiarities_AreThoseOfTheProvider()
    {
        Assert.Equal([OAuthProviders.Dropbox], OAuthProviders.All.Where(provider => provider.MaxStateLength is not null));
        Assert.Equal(500, OAuthProviders.Dropbox.MaxStateLength);
        Assert.Equal([OAuthProviders.Monday], OAuthProviders.All.Where(provider => provider.ExpiryInToken.Value));
        Assert.Equal([OAuthProviders.WhatsApp, OAuthProviders.Trello], OAuthProviders.All.Where(provider => provider.SendsForms.Value));
        Assert.Equal([OAuthProviders.WhatsApp, OAuthProviders.Slack], OAuthProviders.All.Where(provider => provider.ScopeSeparator.Value == ','));
        Assert.Equal(
            [OAuthProviders.MicrosoftTeams, OAuthProviders.Trello],
            OAuthProviders.All.Where(provider => provider.OfflineScope.Value == "offline_access"));
        Assert.Equal([OAuthProviders.WhatsApp], OAuthProviders.All.Where(provider => provider.HistoryRequestWindow.Value is not null));
        Assert.Equal(TimeSpan.FromHours(24), OAuthProviders.WhatsApp.HistoryRequestWindow.Value);
        Assert.Equal("v26.0", OAuthProviders.WhatsApp.UrlVersion.Value);
        Assert.Equal(
            [OAuthProviders.GoogleChat, OAuthProviders.GoogleCalendar],
            OAuthProviders.All.Where(provider => provider.CallbackIssuer.Value == "https://accounts.google.com"));
        Assert.Equal(2, OAuthProviders.All.Count(provider => provider.CallbackIssuer.Value is not null));
        Assert.Equal([OAuthProviders.MicrosoftTeams], OAuthProviders.All.Where(provider => provider.RefreshTokenLifetime.Value is not null));
        Assert.Equal(OAuthRetryAfterForms.Seconds | OAuthRetryAfterForms.HttpDate, OAuthProviders.Notion.RetryAfter.Value);
        Assert.Equal(OAuthRequestEncoding.Json, OAuthProviders.Monday.RequestEncoding.Value);
        Assert.True(OAuthProviders.Notion.RequestEncoding.Value.HasFlag(OAuthRequestEncoding.Json));
        Assert.Equal(OAuthRetryAfterForms.IsoTime, OAuthProviders.Zoom.RetryAfter.Value);
    }
}
