namespace Atom.OAuth;

public static partial class OAuthProviders
{
    private const string NotionSdk = "https://github.com/makenotion/notion-sdk-js (2026-08-20)";
    private const string NotionRefresh = "https://developers.notion.com/reference/refresh-a-token";

    /// <summary>Gets Notion.</summary>
    public static OAuthProvider Notion { get; } = new("notion", "Notion")
    {
        Hosts = ["api.notion.com"],
        Protocol = new(OAuthProtocol.OAuth2, NotionRefresh),
        Endpoints =
        [
            new(OAuthEndpointKind.Authorization, "https://api.notion.com/v1/oauth/authorize", FactSources.Nango),
            new(OAuthEndpointKind.Token, "https://api.notion.com/v1/oauth/token", NotionSdk),
            new(OAuthEndpointKind.Revocation, "https://api.notion.com/v1/oauth/revoke", NotionSdk),
            new(OAuthEndpointKind.Introspection, "https://api.notion.com/v1/oauth/introspect", NotionSdk),
            new(OAuthEndpointKind.UserInfo, "https://api.notion.com/v1/users/me", FactSources.OpenIddict),
            new(OAuthEndpointKind.Api, "https://api.notion.com/v1", FactSources.OpenIddict),
        ],
        ClientAuthentication = new(OAuthClientAuthentication.Basic, FactSources.Nango + "; " + FactSources.AuthJs + "notion.ts (2026-07-22)"),
        BasicSecretEncoding = new(OAuthBasicEncoding.FormUrlEncoded, FactSources.OpenIddict + ": so it is sent, with success"),
        RequestEncoding = new(
            OAuthRequestEncoding.Json | OAuthRequestEncoding.Form,
            NotionRefresh + "; a form is what " + FactSources.AspNetContrib + " sends"),
        PreferredRequestEncoding = new(OAuthRequestEncoding.Json, NotionRefresh),
        Pkce = new(OAuthPkceSupport.None, NotionSdk + ": its token request has no code_verifier"),
        AuthorizationParameters = [new("owner", "user", FactSources.Nango + "; " + FactSources.AuthJs + "notion.ts (2026-07-22)")],
        ApiVersionHeader = new("Notion-Version", "2026-03-11", NotionSdk),
        ErrorShapes = new(
            OAuthErrorShapes.Standard | OAuthErrorShapes.CodeAndMessage,
            "https://nango.dev/blog/notion-oauth-refresh-token-invalid-grant"),
        Refresh = new(OAuthRefreshBehavior.Rotates, NotionRefresh + "; older tokens have no refresh token"),
        RefreshTokenLifetime = new(null, NotionRefresh + " gives none"),
        StateLimit = new(null, NotionRefresh + " gives none"),
        History = new(OAuthHistoryAccess.Pull, FactSources.Nango),
        HistoryLimit = new(
            "100 results a page; a query of a data source ends at 10,000 rows with has_more false and request_status.type 'incomplete'.",
            FactSources.Nango + "; " + NotionSdk),
        HistoryRequestWindow = new(null, NotionSdk),
        RetryAfter = new(OAuthRetryAfterForms.Seconds | OAuthRetryAfterForms.HttpDate, NotionSdk + ": overload is status 529"),
        Limitations =
        [
            new("API calls need the header Notion-Version.", NotionRefresh),
        ],
    };
}
