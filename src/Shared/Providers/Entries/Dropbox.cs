namespace Atom.OAuth;

public static partial class OAuthProviders
{
    /// <summary>Gets Dropbox.</summary>
    public static OAuthProvider Dropbox { get; } = new("dropbox", "Dropbox")
    {
        Hosts = ["dropbox.com", "dropboxapi.com"],
        Protocol = new(OAuthProtocol.OAuth2, FactSources.DropboxSdk),
        Endpoints =
        [
            new(OAuthEndpointKind.Authorization, "https://www.dropbox.com/oauth2/authorize", FactSources.DropboxSdk + ", DropboxOAuth2Helper.cs"),
            new(OAuthEndpointKind.Token, "https://api.dropboxapi.com/oauth2/token", FactSources.Nango + "; the SDK uses api.dropbox.com (DropboxRequestHandler.cs)"),
            new(OAuthEndpointKind.Revocation, "https://api.dropboxapi.com/2/auth/token/revoke", FactSources.DropboxSdk + ", AuthUserRoutes.TokenRevokeAsync"),
            new(OAuthEndpointKind.UserInfo, "https://api.dropboxapi.com/2/users/get_current_account", FactSources.SocialCore + "/dropbox.py; " + FactSources.Grant),
            new(OAuthEndpointKind.Api, "https://api.dropboxapi.com/2", FactSources.DropboxSdk),
        ],
        ClientAuthentication = new(OAuthClientAuthentication.Basic | OAuthClientAuthentication.Body, "slackhq/slack-api-docs#18: one of them, never both in one request"),
        RequestEncoding = new(OAuthRequestEncoding.Form, FactSources.DropboxSdk),
        ScopeSeparator = new(' ', FactSources.Rfc6749Scope),
        OfflineAccess = new("token_access_type=offline", FactSources.Nango + "; " + FactSources.AuthJs + "/dropbox.ts"),
        ErrorShapes = new(OAuthErrorShapes.Standard | OAuthErrorShapes.ErrorSummary | OAuthErrorShapes.PlainText, "dropbox/dropbox-sdk-dotnet#373; developers.dropbox.com/error-handling-guide"),
        Refresh = new(OAuthRefreshBehavior.Keeps, "dropbox/dropbox-sdk-python#544"),
        StateLimit = new(500, FactSources.DropboxSdk + ", DropboxOAuth2Helper.cs"),
        History = new(OAuthHistoryAccess.Pull, FactSources.DropboxSdk),
        HistoryLimit = new(null, FactSources.NotDocumented),
        RetryAfter = new(OAuthRetryAfterForms.Seconds, FactSources.DropboxSdk + ": 503 is a rate limit, too"),
    };
}
