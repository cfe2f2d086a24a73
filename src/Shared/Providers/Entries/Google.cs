namespace Atom.OAuth;

public static partial class OAuthProviders
{
    private const string GoogleDiscovery = "https://accounts.google.com/.well-known/openid-configuration (2026-08)";
    private const string GoogleWebServer = "https://developers.google.com/identity/protocols/oauth2/web-server";
    private const string GoogleConsent =
        "https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Client.WebIntegration/OpenIddictClientWebIntegrationHandlers.cs (2024-10-22)";
    private const string GoogleTesting = "https://unified.to/blog/why_google_oauth_returns";

    /// <summary>Gets Google Chat.</summary>
    public static OAuthProvider GoogleChat { get; } = OfGoogle(
        "google-chat",
        "Google Chat",
        new(OAuthEndpointKind.Api, "https://chat.googleapis.com", FactSources.Nango),
        new(null, "https://developers.google.com/workspace/chat/limits gives none"));

    /// <summary>Gets Google Calendar.</summary>
    public static OAuthProvider GoogleCalendar { get; } = OfGoogle(
        "google-calendar",
        "Google Calendar",
        new(OAuthEndpointKind.Api, "https://www.googleapis.com/calendar/v3", FactSources.Nango),
        new(
            "250 events a page, at most 2,500; the sync token comes with the last page, and 410 means: start again.",
            "https://developers.google.com/calendar/v3/sync"));

    /// <summary>Google's services share the authorization server.</summary>
    private static OAuthProvider OfGoogle(string id, string name, OAuthEndpoint api, Sourced<string?> historyLimit) => new(id, name)
    {
        Hosts = ["accounts.google.com", "googleapis.com"],
        Protocol = new(OAuthProtocol.OAuth2, GoogleDiscovery),
        Endpoints =
        [
            new(OAuthEndpointKind.Authorization, "https://accounts.google.com/o/oauth2/v2/auth", GoogleDiscovery),
            new(OAuthEndpointKind.Token, "https://oauth2.googleapis.com/token", GoogleDiscovery),
            new(OAuthEndpointKind.Revocation, "https://oauth2.googleapis.com/revoke", GoogleDiscovery),
            new(OAuthEndpointKind.UserInfo, "https://openidconnect.googleapis.com/v1/userinfo", GoogleDiscovery),
            api,
        ],
        ClientAuthentication = new(OAuthClientAuthentication.Basic | OAuthClientAuthentication.Body, GoogleDiscovery),
        PreferredClientAuthentication = new(OAuthClientAuthentication.Body, FactSources.OpenIddict + ": what client libraries send"),
        RequestEncoding = new(OAuthRequestEncoding.Form, FactSources.OpenIddict),
        Pkce = new(OAuthPkceSupport.Optional, GoogleDiscovery + ": plain and S256"),
        AuthorizationParameters =
        [
            new("access_type", "offline", FactSources.Nango),
            new("prompt", "consent", GoogleConsent + ": a refresh token normally comes on the first consent only, this forces it"),
        ],
        CallbackIssuer = new(
            "https://accounts.google.com",
            GoogleDiscovery + ": callbacks of 2025 and 2026 had it; RFC 9207, section 2"),
        ErrorShapes = new(
            OAuthErrorShapes.Standard | OAuthErrorShapes.NestedObject,
            GoogleTesting + "; those of the API: https://google.aip.dev/193"),
        Refresh = new(
            OAuthRefreshBehavior.Keeps,
            FactSources.Nango + ": a refresh normally brings no new one"),
        RefreshTokenLifetime = new(null, GoogleWebServer + ": it ends when it was not used for six months"),
        StateLimit = new(null, GoogleWebServer + " gives none"),
        History = new(OAuthHistoryAccess.Pull, FactSources.Nango),
        HistoryLimit = historyLimit,
        HistoryRequestWindow = new(null, historyLimit.Source),
        RetryAfter = new(OAuthRetryAfterForms.None, "https://developers.google.com/workspace/chat/limits: truncated exponential backoff"),
        Limitations =
        [
            new("An app that is external and in testing gets refresh tokens that end after seven days.", GoogleTesting),
            new("People may grant a part of what was asked for: read the scope that comes with the token.", GoogleWebServer),
        ],
    };
}
