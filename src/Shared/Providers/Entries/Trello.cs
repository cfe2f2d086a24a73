namespace Atom.OAuth;

public static partial class OAuthProviders
{
    private const string TrelloGuide = "developer.atlassian.com/cloud/trello/guides/rest-api/authorization";

    /// <summary>Gets Trello, which has no OAuth 2.0.</summary>
    public static OAuthProvider Trello { get; } = new("trello", "Trello")
    {
        Hosts = ["trello.com"],
        Protocol = new(OAuthProtocol.OAuth1, TrelloGuide),
        Endpoints =
        [
            new(OAuthEndpointKind.RequestToken, "https://trello.com/1/OAuthGetRequestToken", FactSources.SocialCore + "/trello.py; " + FactSources.Grant),
            new(OAuthEndpointKind.Authorization, "https://trello.com/1/OAuthAuthorizeToken", FactSources.SocialCore + "/trello.py; " + FactSources.Grant),
            new(OAuthEndpointKind.Token, "https://trello.com/1/OAuthGetAccessToken", FactSources.SocialCore + "/trello.py; " + FactSources.Grant),
            new(OAuthEndpointKind.Api, "https://api.trello.com/1", FactSources.Nango),
        ],
        ClientAuthentication = new(OAuthClientAuthentication.Signature, FactSources.Nango),
        RequestEncoding = new(OAuthRequestEncoding.OAuthHeader, FactSources.Nango),
        ScopeSeparator = new(',', TrelloGuide),
        OfflineAccess = new(null, TrelloGuide + ": a token lives as long as 'expiration' says"),
        ErrorShapes = new(OAuthErrorShapes.PlainText | OAuthErrorShapes.CodeAndMessage, "developer.atlassian.com/cloud/trello/guides/rest-api/rate-limits; gatsby-source-trello#8"),
        Refresh = new(OAuthRefreshBehavior.None, FactSources.SocialCore + "/trello.py"),
        SendsForms = new(true, "RFC 5849, section 2.3: oauth_token and oauth_token_secret"),
        StateLimit = new(null, "OAuth 1.0a has no 'state': put a nonce into the callback URL (RFC 5849, section 2.1)"),
        History = new(OAuthHistoryAccess.Pull, FactSources.Nango),
        HistoryLimit = new(null, FactSources.NotDocumented),
        RetryAfter = new(OAuthRetryAfterForms.OwnHeader, "developer.atlassian.com/cloud/trello/guides/rest-api/rate-limits"),
        Limitations =
        [
            new("There is no OAuth 2.0: no code to exchange, no refresh token, no 'state'.", TrelloGuide),
            new("The other way, https://trello.com/1/authorize, gives the token in the URL's fragment, which a server never sees, or by postMessage.", TrelloGuide),
        ],
    };
}
