namespace Atom.OAuth;

public static partial class OAuthProviders
{
    private const string DropboxSdk = "https://github.com/dropbox/dropbox-sdk-dotnet (2026-08-05)";
    private const string DropboxHelper =
        "https://github.com/dropbox/dropbox-sdk-dotnet/blob/main/dropbox-sdk-dotnet/Dropbox.Api/DropboxOAuth2Helper.cs (2026-08-05)";
    private const string DropboxFiles = "https://github.com/dropbox/dropbox-api-spec/blob/main/files.stone (2026-08-05)";

    /// <summary>Gets Dropbox.</summary>
    public static OAuthProvider Dropbox { get; } = new("dropbox", "Dropbox")
    {
        Hosts = ["dropbox.com", "dropboxapi.com"],
        Protocol = new(OAuthProtocol.OAuth2, DropboxHelper),
        Endpoints =
        [
            new(OAuthEndpointKind.Authorization, "https://www.dropbox.com/oauth2/authorize", DropboxHelper),
            new(OAuthEndpointKind.Token, "https://api.dropboxapi.com/oauth2/token", FactSources.Nango + "; the SDK still uses api.dropbox.com"),
            new(OAuthEndpointKind.Revocation, "https://api.dropboxapi.com/2/auth/token/revoke", DropboxSdk + ", AuthUserRoutes.TokenRevokeAsync"),
            new(
                OAuthEndpointKind.UserInfo,
                "https://api.dropboxapi.com/2/users/get_current_account",
                FactSources.SocialCore + "dropbox.py; " + FactSources.Grant),
            new(OAuthEndpointKind.Api, "https://api.dropboxapi.com/2", DropboxSdk),
        ],
        ClientAuthentication = new(
            OAuthClientAuthentication.Basic | OAuthClientAuthentication.Body,
            "https://github.com/slackhq/slack-api-docs/issues/18: one of them, never both in one request"),
        PreferredClientAuthentication = new(OAuthClientAuthentication.Basic, "RFC 6749, section 2.3.1 recommends it where both are taken"),
        RequestEncoding = new(OAuthRequestEncoding.Form, DropboxSdk),
        Pkce = new(OAuthPkceSupport.Optional, DropboxHelper),
        AuthorizationParameters = [new("token_access_type", "offline", FactSources.Nango + "; " + FactSources.AuthJs + "dropbox.ts (2026-07-22)")],
        ErrorShapes = new(
            OAuthErrorShapes.Standard | OAuthErrorShapes.ErrorSummary | OAuthErrorShapes.PlainText,
            "https://github.com/dropbox/dropbox-sdk-dotnet/issues/373; https://developers.dropbox.com/error-handling-guide"),
        Refresh = new(OAuthRefreshBehavior.Keeps, "https://github.com/dropbox/dropbox-sdk-python/issues/544"),
        RefreshTokenLifetime = new(null, "https://github.com/dropbox/dropbox-sdk-python/issues/544: it has no end"),
        Revocation = new(
            OAuthRevocationRequest.BearerToken,
            DropboxSdk + ", AuthUserRoutes.TokenRevokeAsync: the token of the call, its refresh token, and all of that one's access tokens"),
        StateLimit = new(500, DropboxHelper),
        History = new(OAuthHistoryAccess.Pull, DropboxSdk),
        HistoryLimit = new("1 to 2,000 entries a page of list_folder.", DropboxFiles),
        HistoryRequestWindow = new(null, DropboxFiles),
        RetryAfter = new(OAuthRetryAfterForms.Seconds, DropboxSdk + ": 503 is a rate limit, too"),
    };
}
