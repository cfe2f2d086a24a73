namespace Atom.OAuth;

public static partial class OAuthProviders
{
    /// <summary>Gets Asana.</summary>
    public static OAuthProvider Asana { get; } = new("asana", "Asana")
    {
        Hosts = ["app.asana.com"],
        Protocol = new(OAuthProtocol.OAuth2, "developers.asana.com/docs/oauth"),
        Endpoints =
        [
            new(OAuthEndpointKind.Authorization, "https://app.asana.com/-/oauth_authorize", "developers.asana.com/docs/oauth"),
            new(OAuthEndpointKind.Token, "https://app.asana.com/-/oauth_token", "developers.asana.com/docs/oauth"),
            new(OAuthEndpointKind.Revocation, "https://app.asana.com/-/oauth_revoke", "developers.asana.com/docs/oauth"),
            new(OAuthEndpointKind.UserInfo, "https://app.asana.com/api/1.0/users/me", FactSources.AspNetContrib + ", Asana"),
            new(OAuthEndpointKind.Api, "https://app.asana.com/api/1.0", "developers.asana.com/docs/oauth"),
        ],
        ClientAuthentication = new(OAuthClientAuthentication.Body, FactSources.Nango),
        RequestEncoding = new(OAuthRequestEncoding.Form, FactSources.Nango),
        ScopeSeparator = new(' ', FactSources.Rfc6749Scope),
        OfflineAccess = new(null, FactSources.SocialCore + "/asana.py"),
        ErrorShapes = new(OAuthErrorShapes.Standard | OAuthErrorShapes.ErrorList, "API errors: developers.asana.com/docs/rate-limits; those of the token endpoint: " + FactSources.NotDocumented),
        Refresh = new(OAuthRefreshBehavior.Unspecified, FactSources.SocialCore + "/asana.py keeps it; whether it rotates is not stated"),
        StateLimit = new(null, FactSources.NoneFound),
        History = new(OAuthHistoryAccess.Pull, FactSources.Nango),
        HistoryLimit = new(null, FactSources.NotDocumented),
        RetryAfter = new(OAuthRetryAfterForms.Seconds, "developers.asana.com/docs/rate-limits"),
    };
}
