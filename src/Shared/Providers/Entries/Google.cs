namespace Atom.OAuth;

public static partial class OAuthProviders
{
    private const string GoogleOffline = FactSources.Nango + "; normally only on the first consent, prompt=consent forces it (OpenIddictClientWebIntegrationHandlers.cs)";

    /// <summary>Gets Google Chat.</summary>
    public static OAuthProvider GoogleChat { get; } = OfGoogle(
        "google-chat",
        "Google Chat",
        new(OAuthEndpointKind.Api, "https://chat.googleapis.com", FactSources.Nango),
        "developers.google.com/workspace/chat/limits");

    /// <summary>Gets Google Calendar.</summary>
    public static OAuthProvider GoogleCalendar { get; } = OfGoogle(
        "google-calendar",
        "Google Calendar",
        new(OAuthEndpointKind.Api, "https://www.googleapis.com/calendar/v3", FactSources.Nango),
        FactSources.NotDocumented);

    /// <summary>Google's services share the authorization server.</summary>
    private static OAuthProvider OfGoogle(string id, string name, OAuthEndpoint api, string limits) => new(id, name)
    {
        Hosts = ["accounts.google.com", "googleapis.com"],
        Protocol = new(OAuthProtocol.OAuth2, FactSources.Nango),
        Endpoints =
        [
            new(OAuthEndpointKind.Authorization, "https://accounts.google.com/o/oauth2/v2/auth", FactSources.Nango + "; " + FactSources.Grant),
            new(OAuthEndpointKind.Token, "https://oauth2.googleapis.com/token", FactSources.Nango + "; " + FactSources.Grant),
            new(OAuthEndpointKind.Revocation, "https://accounts.google.com/o/oauth2/revoke", FactSources.SocialCore + "/google.py"),
            new(OAuthEndpointKind.UserInfo, "https://www.googleapis.com/oauth2/v3/userinfo", FactSources.SocialCore + "/google.py"),
            api,
            new(OAuthEndpointKind.Token, "https://accounts.google.com/o/oauth2/token", FactSources.SocialCore + "/google.py against " + FactSources.Nango)
            {
                ReplacedBy = "https://oauth2.googleapis.com/token",
            },
        ],
        ClientAuthentication = new(OAuthClientAuthentication.Body, FactSources.OpenIddict),
        RequestEncoding = new(OAuthRequestEncoding.Form, FactSources.OpenIddict),
        ScopeSeparator = new(' ', FactSources.Rfc6749Scope),
        OfflineAccess = new("access_type=offline", GoogleOffline),
        ErrorShapes = new(OAuthErrorShapes.Standard | OAuthErrorShapes.NestedObject, "unified.to/blog/why_google_oauth_returns; API errors: google.aip.dev/193"),
        Refresh = new(OAuthRefreshBehavior.Unspecified, "A refresh normally brings no new one (NangoHQ/nango keeps the old); whether it ever rotates is not stated"),
        StateLimit = new(null, FactSources.NoneFound),
        History = new(OAuthHistoryAccess.Pull, FactSources.Nango),
        HistoryLimit = new(null, limits),
        RetryAfter = new(OAuthRetryAfterForms.None, "developers.google.com/workspace/chat/limits: truncated exponential backoff"),
        Limitations =
        [
            new("An app that is external and in testing gets refresh tokens that end after seven days.", "unified.to/blog/why_google_oauth_returns"),
        ],
    };
}
