namespace Atom.OAuth;

public static partial class OAuthProviders
{
    /// <summary>Gets Slack.</summary>
    public static OAuthProvider Slack { get; } = new("slack", "Slack")
    {
        Hosts = ["slack.com"],
        Protocol = new(OAuthProtocol.OAuth2, FactSources.Nango),
        Endpoints =
        [
            new(OAuthEndpointKind.Authorization, "https://slack.com/oauth/v2/authorize", FactSources.Nango),
            new(OAuthEndpointKind.Token, "https://slack.com/api/oauth.v2.access", FactSources.Nango),
            new(OAuthEndpointKind.Api, "https://slack.com/api", FactSources.Nango),
            new(OAuthEndpointKind.Authorization, "https://slack.com/oauth/authorize", FactSources.AspNetContrib + ", Slack; " + FactSources.Grant)
            {
                ReplacedBy = "https://slack.com/oauth/v2/authorize",
                Migration = "Bot scopes stay in 'scope', user scopes move to 'user_scope', and the token response has another shape.",
            },
            new(OAuthEndpointKind.Token, "https://slack.com/api/oauth.access", FactSources.AspNetContrib + ", Slack; " + FactSources.Grant)
            {
                ReplacedBy = "https://slack.com/api/oauth.v2.access",
                Migration = "The bot token is the response's own access_token; a user token comes under authed_user.",
            },
        ],
        ClientAuthentication = new(OAuthClientAuthentication.Body, "slackapi/python-slack-sdk (2026-08-05), token_rotation/rotator.py; slackhq/slack-api-docs#18"),
        RequestEncoding = new(OAuthRequestEncoding.Form, "slackapi/python-slack-sdk (2026-08-05), token_rotation/rotator.py"),
        ScopeSeparator = new(',', FactSources.Nango),
        OfflineAccess = new(null, "api.slack.com/authentication/rotation: refresh tokens come when token rotation is switched on for the app"),
        ErrorShapes = new(OAuthErrorShapes.OkFalse | OAuthErrorShapes.PlainText, "slack-go/slack#1030; slackhq/slack-api-docs#69"),
        Refresh = new(OAuthRefreshBehavior.Rotates, "api.slack.com/authentication/rotation"),
        StateLimit = new(null, FactSources.NoneFound),
        History = new(OAuthHistoryAccess.Pull, FactSources.Nango),
        HistoryLimit = new("Apps outside the marketplace: conversations.history gives 15 messages a page, one request a minute.", "api.slack-gov.com/changelog/2025-05-terms-rate-limit-update-and-faq"),
        RetryAfter = new(OAuthRetryAfterForms.Seconds, FactSources.Nango),
    };
}
