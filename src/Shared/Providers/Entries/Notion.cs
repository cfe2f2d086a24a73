namespace Atom.OAuth;

public static partial class OAuthProviders
{
    /// <summary>Gets Notion.</summary>
    public static OAuthProvider Notion { get; } = new("notion", "Notion")
    {
        Hosts = ["api.notion.com"],
        Protocol = new(OAuthProtocol.OAuth2, FactSources.Nango),
        Endpoints =
        [
            new(OAuthEndpointKind.Authorization, "https://api.notion.com/v1/oauth/authorize", FactSources.Nango + "; " + FactSources.AuthJs + "/notion.ts (with owner=user)"),
            new(OAuthEndpointKind.Token, "https://api.notion.com/v1/oauth/token", FactSources.Nango + "; " + FactSources.AuthJs + "/notion.ts"),
            new(OAuthEndpointKind.UserInfo, "https://api.notion.com/v1/users/me", FactSources.OpenIddict),
            new(OAuthEndpointKind.Api, "https://api.notion.com/v1", FactSources.OpenIddict),
        ],
        ClientAuthentication = new(OAuthClientAuthentication.Basic, FactSources.Nango + "; " + FactSources.AuthJs + "/notion.ts"),
        RequestEncoding = new(OAuthRequestEncoding.Json | OAuthRequestEncoding.Form, "developers.notion.com/reference/refresh-a-token; " + FactSources.AspNetContrib + " and OpenIddict send a form"),
        ScopeSeparator = new(' ', FactSources.Rfc6749Scope),
        OfflineAccess = new(null, "developers.notion.com/reference/refresh-a-token"),
        ErrorShapes = new(OAuthErrorShapes.Standard | OAuthErrorShapes.CodeAndMessage, "nango.dev/blog/notion-oauth-refresh-token-invalid-grant"),
        Refresh = new(OAuthRefreshBehavior.Rotates, "developers.notion.com/reference/refresh-a-token; older tokens have no refresh token"),
        StateLimit = new(null, FactSources.NoneFound),
        History = new(OAuthHistoryAccess.Pull, FactSources.Nango),
        HistoryLimit = new("100 results a page.", FactSources.Nango),
        RetryAfter = new(OAuthRetryAfterForms.Seconds, "developers.notion.com/reference/request-limits"),
        Limitations =
        [
            new("API calls need the header Notion-Version.", "developers.notion.com/reference/refresh-a-token"),
        ],
    };
}
