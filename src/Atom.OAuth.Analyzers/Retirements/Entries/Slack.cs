namespace Atom.OAuth.Analyzers.Retirements;

internal static partial class KnownRetirements
{
    private const string SlackSdk = "https://github.com/slackapi/node-slack-sdk (2026-08-21)";

    private static ProviderRetirements Slack { get; } = new(
        "Slack",
        "slack.com",
        new[] { "oauth.access", "oauth/authorize", "files.upload", "channels.", "groups.", "im.", "rtm.start", "stars.", "token=" },
        new RetiredUrl(
            RetirementKind.Ends,
            "https://docs.slack.dev/changelog/2024-04-a-better-way-to-upload-files-is-here-to-stay",
            "slack.com/api/files.upload")
        {
            On = "2025-11-12",
            Instead = "files.getUploadURLExternal, then files.completeUploadExternal",
        },
        new RetiredUrl(
            RetirementKind.Ends,
            "https://docs.slack.dev/changelog/2021-02-how-we-broke-your-slack-app",
            "slack.com/api/channels.*",
            "slack.com/api/groups.*",
            "slack.com/api/im.*",
            "slack.com/api/mpim.*")
        {
            On = "2021-02-24",
            Instead = "the methods of 'conversations.'",
        },
        new RetiredUrl(RetirementKind.Ends, "https://docs.slack.dev/changelog/2021-10-rtm-start-to-stop", "slack.com/api/[rtm.start]")
        {
            On = "2022-09-27",
            Instead = "'rtm.connect'",
            Fix = "rtm.connect",
            IsFixedOnlyWithoutQuery = true,
        },
        new RetiredUrl(RetirementKind.Deprecated, SlackSdk, "slack.com/oauth/authorize")
        {
            Instead = "'https://slack.com/oauth/v2/authorize'",
            Note = "Bot scopes stay in 'scope', user scopes move to 'user_scope', and the token response has another shape",
        },
        new RetiredUrl(RetirementKind.Deprecated, SlackSdk, "slack.com/api/oauth.access")
        {
            Instead = "'https://slack.com/api/oauth.v2.access'",
            Note = "The bot token is the response's own access_token; a user token comes under authed_user",
        },
        new RetiredUrl(RetirementKind.Deprecated, SlackSdk, "slack.com/api/stars.*")
        {
            Note = "People no longer see stars",
        },
        new RetiredUrl(
            RetirementKind.Deprecated,
            "https://docs.slack.dev/changelog/2020-11-no-more-tokens-in-querystrings-for-newly-created-apps",
            "slack.com/api/*?token")
        {
            Instead = "the Authorization header for the token",
            Note = "Apps created since 2021-02-24 are refused with a token in the query",
        });
}
