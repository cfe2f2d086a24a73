namespace Atom.OAuth;

public static partial class OAuthProviders
{
    private const string HubSpotMigration = "https://developers.hubspot.com/docs/api-reference/legacy/authentication/oauth-tokens/v1/migration-guide";
    private const string HubSpotDeprecation = "https://developers.hubspot.com/changelog/v1-oauth-api-deprecation";

    /// <summary>Gets HubSpot.</summary>
    /// <remarks>The paths are those that HubSpot's migration guide names, 2026-03; they also exist under 2026-09.</remarks>
    public static OAuthProvider HubSpot { get; } = new("hubspot", "HubSpot")
    {
        Hosts = ["hubapi.com", "app.hubspot.com"],
        Protocol = new(OAuthProtocol.OAuth2, HubSpotMigration),
        Endpoints =
        [
            new(
                OAuthEndpointKind.Authorization,
                "https://app.hubspot.com/oauth/authorize",
                FactSources.OpenIddict + "; " + FactSources.AspNetContrib),
            new(OAuthEndpointKind.Token, "https://api.hubapi.com/oauth/2026-03/token", HubSpotMigration),
            new(OAuthEndpointKind.Revocation, "https://api.hubapi.com/oauth/2026-03/token/revoke", HubSpotDeprecation),
            new(OAuthEndpointKind.Introspection, "https://api.hubapi.com/oauth/2026-03/token/introspect", HubSpotMigration),
            new(OAuthEndpointKind.Api, "https://api.hubapi.com", HubSpotMigration),
        ],
        ClientAuthentication = new(
            OAuthClientAuthentication.Body,
            HubSpotMigration + ": parameters in the query are refused; " + FactSources.AuthJs + "hubspot.ts (2026-07-22)"),
        RequestEncoding = new(OAuthRequestEncoding.Form, HubSpotMigration),
        Pkce = new(OAuthPkceSupport.Optional, HubSpotMigration + ": code_verifier is a parameter"),
        ErrorShapes = new(
            OAuthErrorShapes.Standard | OAuthErrorShapes.StatusAndMessage | OAuthErrorShapes.ErrorList,
            "https://developers.hubspot.com/changelog/new-oauth-v3-api-endpoints-and-standardized-error-responses"),
        Refresh = new(OAuthRefreshBehavior.Unspecified, HubSpotMigration + "; HubSpot's texts contradict each other"),
        RefreshTokenLifetime = new(null, HubSpotMigration + " gives none"),
        StateLimit = new(null, HubSpotMigration + " gives none"),
        History = new(OAuthHistoryAccess.Pull, FactSources.Nango),
        HistoryLimit = new(null, FactSources.Nango + " gives none"),
        HistoryRequestWindow = new(null, FactSources.Nango),
        RetryAfter = new(
            OAuthRetryAfterForms.OwnHeader,
            "https://developers.hubspot.com/changelog (2018-11-06), X-HubSpot-RateLimit-*; " + FactSources.Nango),
    };
}
