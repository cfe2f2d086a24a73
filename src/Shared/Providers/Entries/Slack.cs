namespace Atom.OAuth;

public static partial class OAuthProviders
{
    private const string SlackAccess = "https://docs.slack.dev/reference/methods/oauth.v2.access";
    private const string SlackUserAccess = "https://docs.slack.dev/reference/methods/oauth.v2.user.access";
    private const string SlackRotation = "https://api.slack.com/authentication/rotation";
    private const string SlackPkce = "https://docs.slack.dev/authentication/using-pkce";
    private const string SlackRateLimits = "https://docs.slack.dev/apis/web-api/rate-limits";

    /// <summary>Gets Slack.</summary>
    public static OAuthProvider Slack { get; } = new("slack", "Slack")
    {
        Hosts = ["slack.com"],
        Protocol = new(OAuthProtocol.OAuth2, SlackAccess),
        Endpoints =
        [
            new(OAuthEndpointKind.Authorization, "https://slack.com/oauth/v2/authorize", FactSources.Nango),
            new(OAuthEndpointKind.Token, "https://slack.com/api/oauth.v2.access", SlackAccess),
            new(OAuthEndpointKind.Revocation, "https://slack.com/api/auth.revoke", SlackUserAccess),
            new(OAuthEndpointKind.Api, "https://slack.com/api", FactSources.Nango),
            new(OAuthEndpointKind.Authorization, "https://slack.com/oauth/v2_user/authorize", SlackUserAccess) { AlternativeFor = "user tokens alone" },
            new(OAuthEndpointKind.Token, "https://slack.com/api/oauth.v2.user.access", SlackUserAccess) { AlternativeFor = "user tokens alone" },
        ],
        ClientAuthentication = new(OAuthClientAuthentication.Basic | OAuthClientAuthentication.Body, SlackAccess),
        PreferredClientAuthentication = new(OAuthClientAuthentication.Basic, SlackAccess),
        RequestEncoding = new(OAuthRequestEncoding.Form | OAuthRequestEncoding.Json, SlackAccess),
        PreferredRequestEncoding = new(OAuthRequestEncoding.Form, SlackAccess),
        Pkce = new(OAuthPkceSupport.PublicClientOnly, SlackPkce + ": switching it on makes the app a public client, for good"),
        ScopeSeparator = new(',', FactSources.Nango),
        ErrorShapes = new(
            OAuthErrorShapes.OkFalse | OAuthErrorShapes.PlainText,
            "https://github.com/slack-go/slack/issues/1030; https://github.com/slackhq/slack-api-docs/issues/69"),
        Refresh = new(OAuthRefreshBehavior.Rotates, SlackRotation + ": refresh tokens come when token rotation is switched on for the app"),
        RefreshTokenLifetime = new(null, SlackPkce + ": 30 days for a public client, otherwise none is given"),
        Revocation = new(OAuthRevocationRequest.BearerToken, "https://docs.slack.dev/reference/methods/auth.revoke"),
        StateLimit = new(null, SlackAccess + " gives none"),
        History = new(OAuthHistoryAccess.Pull, FactSources.Nango),
        HistoryLimit = new(
            "Commercially distributed apps outside the marketplace, created or newly installed since 2025-05-29: conversations.history and .replies "
            + "give 15 messages a page, one request a minute. Internal apps and earlier installations are exempt.",
            SlackRateLimits),
        HistoryRequestWindow = new(null, SlackRateLimits),
        RetryAfter = new(OAuthRetryAfterForms.Seconds, SlackRateLimits),
    };
}
