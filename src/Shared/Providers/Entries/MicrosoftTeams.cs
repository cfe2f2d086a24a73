namespace Atom.OAuth;

public static partial class OAuthProviders
{
    private const string EntraErrors = "https://learn.microsoft.com/entra/identity-platform/reference-error-codes";
    private const string EntraRefreshTokens = "https://learn.microsoft.com/entra/identity-platform/refresh-tokens";
    private const string EntraCodeFlow = "https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow";
    private const string GraphMessageDelta = "https://learn.microsoft.com/graph/api/chatmessage-delta";

    /// <summary>Gets Microsoft Teams, which is reached through Microsoft Graph.</summary>
    public static OAuthProvider MicrosoftTeams { get; } = new("microsoft-teams", "Microsoft Teams")
    {
        Hosts = ["login.microsoftonline.com", "graph.microsoft.com"],
        Protocol = new(OAuthProtocol.OAuth2, EntraCodeFlow),
        Endpoints =
        [
            new(OAuthEndpointKind.Authorization, "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize", FactSources.Nango),
            new(OAuthEndpointKind.Token, "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token", FactSources.Nango),
            new(OAuthEndpointKind.Api, "https://graph.microsoft.com/v1.0", FactSources.Nango),
        ],
        ClientAuthentication = new(OAuthClientAuthentication.Body | OAuthClientAuthentication.Assertion, FactSources.OpenIddict),
        PreferredClientAuthentication = new(OAuthClientAuthentication.Body, EntraCodeFlow),
        RequestEncoding = new(OAuthRequestEncoding.Form, FactSources.OpenIddict),
        Pkce = new(OAuthPkceSupport.Optional, EntraCodeFlow),
        OfflineScope = new("offline_access", FactSources.Nango),
        ErrorShapes = new(OAuthErrorShapes.Standard | OAuthErrorShapes.NestedObject, EntraErrors),
        Refresh = new(OAuthRefreshBehavior.Replaces, EntraRefreshTokens),
        RefreshTokenLifetime = new(TimeSpan.FromDays(90), EntraRefreshTokens + ": 24 hours for single-page apps"),
        StateLimit = new(
            null,
            EntraCodeFlow + " gives none; a long query breaks at about 1,800 characters: https://github.com/aspnet/Security/issues/978"),
        History = new(OAuthHistoryAccess.Pull, FactSources.Nango),
        HistoryLimit = new("The message delta reaches back 8 months.", GraphMessageDelta),
        HistoryRequestWindow = new(null, GraphMessageDelta),
        RetryAfter = new(OAuthRetryAfterForms.Seconds, FactSources.Nango),
        Limitations =
        [
            new("An app of a single tenant cannot use the tenant 'common' (AADSTS50194).", EntraErrors),
        ],
    };
}
