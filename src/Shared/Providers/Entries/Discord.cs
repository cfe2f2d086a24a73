namespace Atom.OAuth;

public static partial class OAuthProviders
{
    /// <summary>Gets Discord.</summary>
    public static OAuthProvider Discord { get; } = new("discord", "Discord")
    {
        Hosts = ["discord.com", "discordapp.com"],
        Protocol = new(OAuthProtocol.OAuth2, FactSources.DiscordDocs),
        Endpoints =
        [
            new(OAuthEndpointKind.Authorization, "https://discord.com/oauth2/authorize", FactSources.DiscordDocs),
            new(OAuthEndpointKind.Token, "https://discord.com/api/oauth2/token", FactSources.DiscordDocs),
            new(OAuthEndpointKind.Revocation, "https://discord.com/api/oauth2/token/revoke", FactSources.DiscordDocs),
            new(OAuthEndpointKind.UserInfo, "https://discord.com/api/users/@me", FactSources.AspNetContrib + ", Discord"),
            new(OAuthEndpointKind.Api, "https://discord.com/api", FactSources.DiscordDocs),
        ],
        ClientAuthentication = new(OAuthClientAuthentication.Basic | OAuthClientAuthentication.Body, FactSources.DiscordDocs),
        RequestEncoding = new(OAuthRequestEncoding.Form, FactSources.DiscordDocs + ": JSON is refused"),
        ScopeSeparator = new(' ', FactSources.Rfc6749Scope),
        OfflineAccess = new(null, FactSources.DiscordDocs),
        ErrorShapes = new(OAuthErrorShapes.Standard | OAuthErrorShapes.CodeAndMessage, "discord/discord-api-docs#6473"),
        Refresh = new(OAuthRefreshBehavior.Unspecified, FactSources.DiscordDocs + ": whether it rotates is not stated"),
        StateLimit = new(null, FactSources.DiscordDocs + ": supported, no length given"),
        History = new(OAuthHistoryAccess.Pull, "discord/discord-api-docs (2026-08-06), resources/message"),
        HistoryLimit = new("100 messages a page, by snowflake 'before' and 'after'.", "discord/discord-api-docs (2026-08-06), resources/message"),
        RetryAfter = new(OAuthRetryAfterForms.Seconds | OAuthRetryAfterForms.Body, "discord/discord-api-docs (2026-08-06), topics/rate-limits"),
        Limitations =
        [
            new("Revoking any token of a grant revokes all of them.", FactSources.DiscordDocs),
        ],
    };
}
