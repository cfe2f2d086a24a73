namespace Atom.OAuth;

public static partial class OAuthProviders
{
    private const string HubSpotMigration = "developers.hubspot.com/docs/api-reference/legacy/authentication/oauth-tokens/v1/migration-guide";
    private const string HubSpotEnd = "2027-02-16";

    /// <summary>Gets HubSpot.</summary>
    public static OAuthProvider HubSpot { get; } = new("hubspot", "HubSpot")
    {
        Hosts = ["hubapi.com", "app.hubspot.com"],
        Protocol = new(OAuthProtocol.OAuth2, HubSpotMigration),
        Endpoints =
        [
            new(OAuthEndpointKind.Authorization, "https://app.hubspot.com/oauth/authorize", FactSources.OpenIddict + "; " + FactSources.AspNetContrib),
            new(OAuthEndpointKind.Token, "https://api.hubapi.com/oauth/2026-03/token", HubSpotMigration),
            new(OAuthEndpointKind.Introspection, "https://api.hubapi.com/oauth/2026-03/token/introspect", HubSpotMigration),
            new(OAuthEndpointKind.Api, "https://api.hubapi.com", HubSpotMigration),
            new(OAuthEndpointKind.Token, "https://api.hubapi.com/oauth/v1/token", HubSpotMigration)
            {
                ReplacedBy = "https://api.hubapi.com/oauth/2026-03/token",
                EndsOn = HubSpotEnd,
            },
            new(OAuthEndpointKind.Introspection, "https://api.hubapi.com/oauth/v1/access-tokens/", HubSpotMigration)
            {
                ReplacedBy = "https://api.hubapi.com/oauth/2026-03/token/introspect",
                EndsOn = HubSpotEnd,
                Migration = "The token moves from the path to the form of a POST.",
            },
            new(OAuthEndpointKind.Introspection, "https://api.hubapi.com/oauth/v1/refresh-tokens/", HubSpotMigration)
            {
                ReplacedBy = "https://api.hubapi.com/oauth/2026-03/token/introspect",
                EndsOn = HubSpotEnd,
                Migration = "The token moves from the path to the form of a POST.",
            },
        ],
        ClientAuthentication = new(OAuthClientAuthentication.Body, FactSources.AuthJs + "/hubspot.ts; parameters in the query are refused: " + HubSpotMigration),
        RequestEncoding = new(OAuthRequestEncoding.Form, HubSpotMigration),
        ScopeSeparator = new(' ', FactSources.Rfc6749Scope),
        OfflineAccess = new(null, HubSpotMigration),
        ErrorShapes = new(
            OAuthErrorShapes.Standard | OAuthErrorShapes.StatusAndMessage | OAuthErrorShapes.ErrorList,
            "developers.hubspot.com/changelog/new-oauth-v3-api-endpoints-and-standardized-error-responses"),
        Refresh = new(OAuthRefreshBehavior.Unspecified, "HubSpot's own texts contradict each other"),
        StateLimit = new(null, FactSources.NoneFound),
        History = new(OAuthHistoryAccess.Pull, FactSources.Nango),
        HistoryLimit = new(null, FactSources.NotDocumented),
        RetryAfter = new(OAuthRetryAfterForms.OwnHeader, "developers.hubspot.com/changelog (2018-11-06), X-HubSpot-RateLimit-*; " + FactSources.Nango),
    };
}
