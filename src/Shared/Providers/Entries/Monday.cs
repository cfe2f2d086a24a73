namespace Atom.OAuth;

public static partial class OAuthProviders
{
    private const string MondayMigration = "developer.monday.com/apps/docs/migrating-to-the-new-oauth-flow";

    /// <summary>Gets monday.com.</summary>
    public static OAuthProvider Monday { get; } = new("monday", "monday.com")
    {
        Hosts = ["auth.monday.com", "api.monday.com"],
        Protocol = new(OAuthProtocol.OAuth2, MondayMigration),
        Endpoints =
        [
            new(OAuthEndpointKind.Authorization, "https://auth.monday.com/oauth2/authorize", MondayMigration),
            new(OAuthEndpointKind.Token, "https://auth.monday.com/oauth_ms/oauth/token", MondayMigration),
            new(OAuthEndpointKind.Revocation, "https://auth.monday.com/oauth_ms/oauth/revoke", MondayMigration),
            new(OAuthEndpointKind.Api, "https://api.monday.com/v2", MondayMigration),
            new(OAuthEndpointKind.Token, "https://auth.monday.com/oauth2/token", "developer-community.monday.com/product-updates/oauth-2-1-is-now-open-for-all-monday-developers-5326; " + MondayMigration)
            {
                ReplacedBy = "https://auth.monday.com/oauth_ms/oauth/token",
                EndsOn = "2026-10-01",
                Migration = "The new endpoint gives an expiring JWT (no expires_in: read its 'exp') and a refresh token that rotates; tokens of the old one are exchanged at https://auth.monday.com/oauth_ms/oauth/migrate.",
            },
        ],
        ClientAuthentication = new(OAuthClientAuthentication.Body | OAuthClientAuthentication.Basic, "auth.monday.com/.well-known/oauth-authorization-server/mcp"),
        RequestEncoding = new(OAuthRequestEncoding.Json, MondayMigration),
        ScopeSeparator = new(' ', FactSources.Rfc6749Scope),
        OfflineAccess = new(null, MondayMigration),
        ErrorShapes = new(OAuthErrorShapes.Standard | OAuthErrorShapes.ErrorList, "activepieces/activepieces#3499; estuary/connectors#3083"),
        Refresh = new(OAuthRefreshBehavior.Rotates, MondayMigration),
        ExpiryInToken = new(true, MondayMigration + ": the response has no expires_in"),
        StateLimit = new(null, FactSources.NoneFound),
        History = new(OAuthHistoryAccess.Pull, "bagofwords1/bagofwords#968"),
        HistoryLimit = new("500 items a page.", "bagofwords1/bagofwords#968"),
        RetryAfter = new(OAuthRetryAfterForms.Seconds | OAuthRetryAfterForms.Body, "support.monday.com, article 26471164460690; estuary/connectors#3083"),
    };
}
