namespace Atom.OAuth;

public static partial class OAuthProviders
{
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
        ClientAuthentication = new(OAuthClientAuthentication.Basic, FactSources.OpenIddict + "; " + FactSources.SocialCore + "/zoom.py"),
        RequestEncoding = new(OAuthRequestEncoding.Form, "devsupport.zoom.us"),
        ScopeSeparator = new(' ', FactSources.Rfc6749Scope),
        OfflineAccess = new(null, "devsupport.zoom.us: a refresh token always comes"),
        ErrorShapes = new(OAuthErrorShapes.Reason | OAuthErrorShapes.CodeAndMessage | OAuthErrorShapes.PlainText, "zoom/server-to-server-oauth-token#3; devforum.zoom.us/t/18928; devsupport.zoom.us"),
        Refresh = new(OAuthRefreshBehavior.Rotates, "devsupport.zoom.us"),
        StateLimit = new(null, FactSources.NoneFound),
        History = new(OAuthHistoryAccess.Pull, FactSources.Nango),
        HistoryLimit = new("Recordings: 'from' and 'to' may span one month; next_page_token is good for 15 minutes.", FactSources.Nango),
        RetryAfter = new(OAuthRetryAfterForms.IsoTime, "devforum.zoom.us/t/18928"),
    };
}
