namespace Atom.OAuth;

public static partial class OAuthProviders
{
    private const string ZoomBackend = FactSources.SocialCore + "zoom.py (2026-08-07)";
    private const string ZoomPkce = "https://developers.zoom.us/docs/integrations/PKCE/ (2026-04-21)";
    private const string ZoomSupport = "https://devsupport.zoom.us/hc/en-us/articles/360060332931";
    private const string ZoomRateLimits = "https://devforum.zoom.us/t/18928";

    /// <summary>Gets Zoom.</summary>
    public static OAuthProvider Zoom { get; } = new("zoom", "Zoom")
    {
        Hosts = ["zoom.us"],
        Protocol = new(OAuthProtocol.OAuth2, FactSources.OpenIddict),
        Endpoints =
        [
            new(OAuthEndpointKind.Authorization, "https://zoom.us/oauth/authorize", FactSources.OpenIddict + "; " + FactSources.AspNetContrib),
            new(OAuthEndpointKind.Token, "https://zoom.us/oauth/token", FactSources.OpenIddict + "; " + FactSources.AspNetContrib),
            new(OAuthEndpointKind.Revocation, "https://zoom.us/oauth/revoke", FactSources.OpenIddict),
            new(OAuthEndpointKind.UserInfo, "https://api.zoom.us/v2/users/me", FactSources.OpenIddict),
            new(OAuthEndpointKind.Api, "https://api.zoom.us/v2", FactSources.OpenIddict),
        ],
        ClientAuthentication = new(OAuthClientAuthentication.Basic, FactSources.OpenIddict + "; " + ZoomBackend),
        BasicSecretEncoding = new(OAuthBasicEncoding.FormUrlEncoded, FactSources.OpenIddict + ": so it is sent, with success"),
        RequestEncoding = new(OAuthRequestEncoding.Form, ZoomSupport),
        Pkce = new(OAuthPkceSupport.PublicClientOnly, ZoomPkce + ": a public client id of its own, without secret and Authorization header"),
        ErrorShapes = new(
            OAuthErrorShapes.Reason | OAuthErrorShapes.CodeAndMessage | OAuthErrorShapes.PlainText,
            "https://github.com/zoom/server-to-server-oauth-token/issues/3; " + ZoomRateLimits + "; " + ZoomSupport),
        Refresh = new(OAuthRefreshBehavior.Rotates, ZoomSupport + ": a refresh token always comes, only the newest is good"),
        RefreshTokenLifetime = new(null, ZoomSupport + "; sources contradict each other"),
        StateLimit = new(null, ZoomSupport + " gives none"),
        History = new(OAuthHistoryAccess.Pull, FactSources.Nango),
        HistoryLimit = new("Recordings: 'from' and 'to' may span one month; next_page_token is good for 15 minutes.", FactSources.Nango),
        HistoryRequestWindow = new(null, FactSources.Nango),
        RetryAfter = new(OAuthRetryAfterForms.IsoTime, ZoomRateLimits),
    };
}
