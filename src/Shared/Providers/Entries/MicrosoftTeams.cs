namespace Atom.OAuth;

public static partial class OAuthProviders
{
    /// <summary>Gets Microsoft Teams, which is reached through Microsoft Graph.</summary>
    public static OAuthProvider MicrosoftTeams { get; } = new("microsoft-teams", "Microsoft Teams")
    {
        Hosts = ["login.microsoftonline.com", "graph.microsoft.com"],
        Protocol = new(OAuthProtocol.OAuth2, FactSources.Nango),
        Endpoints =
        [
            new(OAuthEndpointKind.Authorization, "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize", FactSources.Nango),
            new(OAuthEndpointKind.Token, "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token", FactSources.Nango),
            new(OAuthEndpointKind.Api, "https://graph.microsoft.com/v1.0", FactSources.Nango),
        ],
        ClientAuthentication = new(OAuthClientAuthentication.Body | OAuthClientAuthentication.Assertion, FactSources.OpenIddict),
        RequestEncoding = new(OAuthRequestEncoding.Form, FactSources.OpenIddict),
        ScopeSeparator = new(' ', FactSources.Rfc6749Scope),
        OfflineAccess = new("offline_access", FactSources.Nango + " (default_scopes)"),
        ErrorShapes = new(OAuthErrorShapes.Standard | OAuthErrorShapes.NestedObject, "learn.microsoft.com/entra/identity-platform/reference-error-codes"),
        Refresh = new(OAuthRefreshBehavior.Replaces, "learn.microsoft.com/entra/identity-platform/refresh-tokens"),
        StateLimit = new(null, FactSources.NoneFound + " A long query breaks at about 1,800 characters (aspnet/Security#978)."),
        History = new(OAuthHistoryAccess.Pull, FactSources.Nango),
        HistoryLimit = new("The message delta reaches back 8 months.", "learn.microsoft.com/graph/api/chatmessage-delta"),
        RetryAfter = new(OAuthRetryAfterForms.Seconds, FactSources.Nango),
        Limitations =
        [
            new("An app of a single tenant cannot use the tenant 'common' (AADSTS50194).", "learn.microsoft.com/entra/identity-platform/reference-error-codes"),
        ],
    };
}
