namespace Atom.OAuth;

public static partial class OAuthProviders
{
    private const string MondayOAuth = "https://developer.monday.com/apps/docs/oauth-2-1";
    private const string MondayMigration = "https://developer.monday.com/apps/docs/migrating-to-the-new-oauth-flow";
    private const string MondayLimits = "https://developer.monday.com/api-reference/docs/rate-limits (2026-09-06)";
    private const string MondayPages = "https://github.com/bagofwords1/bagofwords/pull/968";

    /// <summary>Gets monday.com.</summary>
    public static OAuthProvider Monday { get; } = new("monday", "monday.com")
    {
        Hosts = ["auth.monday.com", "api.monday.com"],
        Protocol = new(OAuthProtocol.OAuth2, MondayOAuth),
        Endpoints =
        [
            new(OAuthEndpointKind.Authorization, "https://auth.monday.com/oauth2/authorize", MondayMigration),
            new(OAuthEndpointKind.Token, "https://auth.monday.com/oauth_ms/oauth/token", MondayMigration),
            new(OAuthEndpointKind.Revocation, "https://auth.monday.com/oauth_ms/oauth/revoke", MondayMigration),
            new(OAuthEndpointKind.Api, "https://api.monday.com/v2", MondayMigration),
        ],
        ClientAuthentication = new(
            OAuthClientAuthentication.Body | OAuthClientAuthentication.Basic,
            "https://auth.monday.com/.well-known/oauth-authorization-server/mcp"),
        PreferredClientAuthentication = new(OAuthClientAuthentication.Body, MondayMigration),
        RequestEncoding = new(OAuthRequestEncoding.Json, MondayMigration),
        Pkce = new(OAuthPkceSupport.Required, MondayOAuth + ": S256 is part of the documented flow"),
        ApiVersionHeader = new(
            "API-Version",
            "2026-10",
            "https://developer.monday.com/api-reference/changelog (2026-10-26): without it the version moves every quarter"),
        ErrorShapes = new(
            OAuthErrorShapes.Standard | OAuthErrorShapes.ErrorList,
            "https://github.com/activepieces/activepieces/issues/3499; https://github.com/estuary/connectors/pull/3083"),
        Refresh = new(OAuthRefreshBehavior.Rotates, MondayMigration),
        RefreshTokenLifetime = new(null, MondayOAuth + " gives none"),
        ExpiryInToken = new(true, MondayMigration + ": the response has no expires_in"),
        StateLimit = new(null, MondayOAuth + " gives none"),
        History = new(OAuthHistoryAccess.Pull, MondayPages),
        HistoryLimit = new("500 items a page; 200 to 25,000 calls a day by plan.", MondayPages + "; " + MondayLimits),
        HistoryRequestWindow = new(null, MondayLimits),
        RetryAfter = new(
            OAuthRetryAfterForms.Seconds | OAuthRetryAfterForms.Body,
            "https://support.monday.com/hc/articles/26471164460690; https://github.com/estuary/connectors/pull/3083"),
    };
}
