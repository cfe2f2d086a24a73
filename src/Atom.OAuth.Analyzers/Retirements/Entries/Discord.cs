namespace Atom.OAuth.Analyzers.Retirements;

internal static partial class KnownRetirements
{
    private const string DiscordReference = "https://github.com/discord/discord-api-docs/blob/main/developers/reference.mdx (2026-08-06)";
    private const string DiscordChangeLog = "https://github.com/discord/discord-api-docs/blob/main/developers/change-log.mdx (2026-08-06)";

    private static ProviderRetirements Discord { get; } = new(
        "Discord",
        "discord",
        new[] { "users/", "channels/", "guilds", "v3/", "v4/", "v5/", "v6/", "v7/", "v8/" },
        new RetiredUrl(RetirementKind.Ends, DiscordReference, "discord.com|discordapp.com/api/[v{3..5}]/**")
        {
            Instead = "'v10'",
            Fix = "v10",
            Note = "It answers 400",
        },
        new RetiredUrl(RetirementKind.Ends, DiscordChangeLog, "[discordapp.com]/api/v{10..}/**")
        {
            On = "2022-02-14",
            Instead = "'discord.com'",
            Fix = "discord.com",
            Note = "The old host serves no version from v10 on",
        },
        new RetiredUrl(RetirementKind.Ends, DiscordChangeLog, "discord.com/api/v{9..}/guilds")
        {
            On = "2025-07-15",
            Method = "POST",
            Note = "Apps can no longer create a guild",
        },
        new RetiredUrl(RetirementKind.Deprecated, DiscordChangeLog, "discord.com/api/v{9..}/channels/{id}/pins/**")
        {
            Instead = "'/channels/{id}/messages/pins'",
        },
        new RetiredUrl(RetirementKind.Deprecated, DiscordReference, "discord.com|discordapp.com/api/v{6..8}/**")
        {
            Instead = "'https://discord.com/api/v10'",
        },
        new RetiredUrl(RetirementKind.Deprecated, DiscordReference, "discord.com|discordapp.com/api/*/**")
        {
            // The OAuth endpoints have no version, and the others are URLs that Discord itself hands out.
            Except = new[]
            {
                "discord.com|discordapp.com/api/v{0..}/**", "discord.com|discordapp.com/api/oauth2/**", "discord.com|discordapp.com/api/webhooks/**",
                "discord.com|discordapp.com/api/download/**", "discord.com|discordapp.com/api/guilds/{id}/widget.*",
            },
            Instead = "'https://discord.com/api/v10'",
            Note = "Without a version a request goes to v6, which is deprecated",
        });
}
