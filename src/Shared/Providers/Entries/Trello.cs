namespace Atom.OAuth;

public static partial class OAuthProviders
{
    private const string TrelloOAuth = "https://developer.atlassian.com/cloud/trello/guides/rest-api/oauth-2-getting-started/ (2026-09-14)";
    private const string TrelloConfidential =
        "https://developer.atlassian.com/cloud/trello/guides/rest-api/oauth-2-confidential-client-usage/ (2026-10-01)";
    private const string TrelloDotNet = "https://github.com/rwjdk/TrelloDotNet/wiki/OAuth-2.0 (2026-09-16)";
    private const string TrelloAuth = "https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization";
    private const string TrelloRateLimits = "https://developer.atlassian.com/cloud/trello/guides/rest-api/rate-limits (2026-01-26)";
    private const string TrelloOAuth1 = "OAuth 1.0a, which gives tokens without an end";

    /// <summary>Gets Trello, which has OAuth 2.0 on Atlassian's authorization server since 2026-09-15.</summary>
    public static OAuthProvider Trello { get; } = new("trello", "Trello")
    {
        Hosts = ["trello.com", "auth.atlassian.com"],
        Protocol = new(OAuthProtocol.OAuth2, TrelloOAuth),
        Endpoints =
        [
            new(OAuthEndpointKind.Authorization, "https://auth.atlassian.com/authorize", TrelloConfidential + "; " + TrelloDotNet),
            new(OAuthEndpointKind.Token, "https://auth.atlassian.com/oauth/token", TrelloConfidential + "; " + TrelloDotNet),
            new(OAuthEndpointKind.UserInfo, "https://api.trello.com/1/members/me", FactSources.SocialCore + "trello.py (2026-08-07)"),
            new(OAuthEndpointKind.Api, "https://api.trello.com/1", TrelloOAuth),
            new(
                OAuthEndpointKind.RequestToken,
                "https://trello.com/1/OAuthGetRequestToken",
                FactSources.SocialCore + "trello.py (2026-08-07)") { AlternativeFor = TrelloOAuth1 },
            new(
                OAuthEndpointKind.Authorization,
                "https://trello.com/1/OAuthAuthorizeToken",
                FactSources.SocialCore + "trello.py (2026-08-07)") { AlternativeFor = TrelloOAuth1 },
            new(
                OAuthEndpointKind.Token,
                "https://trello.com/1/OAuthGetAccessToken",
                FactSources.SocialCore + "trello.py (2026-08-07)") { AlternativeFor = TrelloOAuth1 },
        ],
        ClientAuthentication = new(OAuthClientAuthentication.Body, TrelloConfidential),
        RequestEncoding = new(OAuthRequestEncoding.Json, TrelloConfidential),
        Pkce = new(OAuthPkceSupport.Required, TrelloConfidential + ": S256 is part of the documented flow"),
        AuthorizationParameters = [new("prompt", "consent", "https://developer.atlassian.com/cloud/oauth/getting-started/implementing-oauth-3lo")],
        OfflineScope = new("offline_access", TrelloOAuth),
        ErrorShapes = new(
            OAuthErrorShapes.Standard | OAuthErrorShapes.PlainText | OAuthErrorShapes.CodeAndMessage,
            TrelloRateLimits + "; https://github.com/Necmttn/gatsby-source-trello/issues/8; the token endpoint's: RFC 6749, section 5.2"),
        Refresh = new(OAuthRefreshBehavior.Rotates, TrelloDotNet),
        RefreshTokenLifetime = new(null, TrelloOAuth + " gives none"),
        SendsForms = new(true, "RFC 5849, section 2.3: with OAuth 1.0a the token comes as oauth_token and oauth_token_secret"),
        StateLimit = new(null, TrelloOAuth + " gives none"),
        History = new(OAuthHistoryAccess.Pull, FactSources.Nango),
        HistoryLimit = new(
            "50 actions a page, at most 1,000, by 'before' and 'since'.",
            TrelloRateLimits + "; https://github.com/rwjdk/TrelloDotNet/wiki"),
        HistoryRequestWindow = new(null, TrelloRateLimits),
        RetryAfter = new(OAuthRetryAfterForms.OwnHeader, TrelloRateLimits),
        Limitations =
        [
            new("A client id of OAuth 2.0 is no API key: it does not work with '?key=', https://trello.com/1/authorize and OAuth 1.0a.", TrelloOAuth),
            new("With OAuth 1.0a (still served, no end is announced) there is no code to exchange, no refresh token and no 'state'.", TrelloAuth),
            new(
                "The older https://trello.com/1/authorize gives the token in the URL's fragment, which a server never sees, or by postMessage.",
                TrelloAuth),
        ],
    };
}
