namespace Atom.OAuth;

public static partial class OAuthProviders
{
    private const string AsanaOAuth = "https://developers.asana.com/docs/oauth";
    private const string AsanaSpec = "https://github.com/Asana/openapi (2026-06-11)";

    /// <summary>Gets Asana.</summary>
    public static OAuthProvider Asana { get; } = new("asana", "Asana")
    {
        Hosts = ["app.asana.com"],
        Protocol = new(OAuthProtocol.OAuth2, AsanaOAuth),
        Endpoints =
        [
            new(OAuthEndpointKind.Authorization, "https://app.asana.com/-/oauth_authorize", AsanaOAuth),
            new(OAuthEndpointKind.Token, "https://app.asana.com/-/oauth_token", AsanaOAuth),
            new(OAuthEndpointKind.Revocation, "https://app.asana.com/-/oauth_revoke", AsanaOAuth),
            new(OAuthEndpointKind.UserInfo, "https://app.asana.com/api/1.0/users/me", FactSources.AspNetContrib),
            new(OAuthEndpointKind.Api, "https://app.asana.com/api/1.0", AsanaOAuth),
        ],
        ClientAuthentication = new(OAuthClientAuthentication.Body, FactSources.Nango),
        RequestEncoding = new(OAuthRequestEncoding.Form, FactSources.Nango),
        Pkce = new(OAuthPkceSupport.Optional, AsanaOAuth),
        ErrorShapes = new(
            OAuthErrorShapes.Standard | OAuthErrorShapes.ErrorList,
            "https://developers.asana.com/docs/rate-limits gives those of the API; those of the token endpoint are not documented"),
        Refresh = new(OAuthRefreshBehavior.Unspecified, FactSources.SocialCore + "asana.py keeps it"),
        RefreshTokenLifetime = new(null, AsanaOAuth + " gives none"),
        StateLimit = new(null, AsanaOAuth + " gives none"),
        History = new(OAuthHistoryAccess.Pull, FactSources.Nango),
        HistoryLimit = new("1 to 100 items a page; by events only forward: a sync token ends after 24 hours.", AsanaSpec),
        HistoryRequestWindow = new(null, AsanaSpec),
        RetryAfter = new(OAuthRetryAfterForms.Seconds, "https://developers.asana.com/docs/rate-limits"),
        Limitations =
        [
            new(
                "Scopes are granular (tasks:read, stories:read, projects:read) or 'default' for full permissions.",
                "https://developers.asana.com/docs/oauth-scopes (2026-08-14)"),
        ],
    };
}
