namespace Atom.OAuth;

public static partial class OAuthProviders
{
    private const string DiscordOAuth = "https://github.com/discord/discord-api-docs/blob/main/developers/topics/oauth2.mdx (2026-08-06)";
    private const string DiscordReference = "https://github.com/discord/discord-api-docs/blob/main/developers/reference.mdx (2026-08-06)";
    private const string DiscordLinking = "https://github.com/discord/discord-api-docs/blob/main/developers/discord-social-sdk/development-guides/";
    private const string DiscordMessages = "https://github.com/discord/discord-api-docs/blob/main/developers/resources/message.mdx (2026-08-06)";

    /// <summary>Gets Discord.</summary>
    public static OAuthProvider Discord { get; } = new("discord", "Discord")
    {
        Hosts = ["discord.com", "discordapp.com"],
        Protocol = new(OAuthProtocol.OAuth2, DiscordOAuth),
        Endpoints =
        [
            new(OAuthEndpointKind.Authorization, "https://discord.com/oauth2/authorize", DiscordOAuth),
            new(OAuthEndpointKind.Token, "https://discord.com/api/oauth2/token", DiscordOAuth),
            new(OAuthEndpointKind.Revocation, "https://discord.com/api/oauth2/token/revoke", DiscordOAuth),
            new(
                OAuthEndpointKind.UserInfo,
                "https://discord.com/api/v10/users/@me",
                FactSources.AspNetContrib + "; the version: " + DiscordReference),
            new(OAuthEndpointKind.Api, "https://discord.com/api/v10", DiscordReference + ": without a version a request goes to the deprecated v6"),
        ],
        ClientAuthentication = new(OAuthClientAuthentication.Basic | OAuthClientAuthentication.Body, DiscordOAuth),
        PreferredClientAuthentication = new(OAuthClientAuthentication.Basic, "RFC 6749, section 2.3.1 recommends it where both are taken"),
        RequestEncoding = new(OAuthRequestEncoding.Form, DiscordOAuth + ": JSON is refused"),
        Pkce = new(OAuthPkceSupport.Optional, DiscordLinking + "account-linking-on-mobile.mdx: S256, mandatory for deep links"),
        ErrorShapes = new(
            OAuthErrorShapes.Standard | OAuthErrorShapes.CodeAndMessage,
            DiscordLinking + "account-linking-with-discord.mdx: a refresh fails with 400 invalid_grant; https://github.com/discord/discord-api-docs/issues/6473"),
        Refresh = new(OAuthRefreshBehavior.Unspecified, DiscordOAuth),
        RefreshTokenLifetime = new(null, DiscordOAuth + " gives none"),
        StateLimit = new(null, DiscordOAuth + " gives none"),
        History = new(OAuthHistoryAccess.Pull, DiscordMessages),
        HistoryLimit = new("100 messages a page, by snowflake 'before' and 'after'.", DiscordMessages),
        HistoryRequestWindow = new(null, DiscordMessages),
        RetryAfter = new(
            OAuthRetryAfterForms.Seconds | OAuthRetryAfterForms.Body,
            "https://github.com/discord/discord-api-docs/blob/main/developers/topics/rate-limits.mdx (2026-08-06)"),
        Limitations =
        [
            new("Revoking any token of a grant revokes all of them.", DiscordOAuth),
            new("The texts of messages need the privileged intent MESSAGE_CONTENT.", DiscordMessages),
        ],
    };
}
