namespace Atom.OAuth;

/// <summary>The collections that state many of the facts, with the day of the copy that was read.</summary>
internal static class FactSources
{
    public const string OpenIddict = "openiddict/openiddict-core (2024-10-22), OpenIddictClientWebIntegrationProviders.xml";
    public const string AspNetContrib = "aspnet-contrib/AspNet.Security.OAuth.Providers (2024-10-15)";
    public const string Nango = "NangoHQ/nango (2026-08-21), packages/providers/providers.yaml";
    public const string Grant = "simov/grant (2025-02-04), config/oauth.json";
    public const string SocialCore = "python-social-auth/social-core (2026-08-07), social_core/backends";
    public const string AuthJs = "nextauthjs/next-auth (2026-07-22), packages/core/src/providers";
    public const string DiscordDocs = "discord/discord-api-docs (2026-08-06), developers/topics/oauth2.mdx";
    public const string DropboxSdk = "dropbox/dropbox-sdk-dotnet (2026-08-05)";
    public const string NoneFound = "No limit is documented by the provider.";
    public const string NotDocumented = "Not documented by the provider.";
    public const string Rfc6749ExpiresIn = "RFC 6749, section 5.1 (expires_in)";
    public const string Rfc6749Json = "RFC 6749, section 5.1 (application/json)";
    public const string Rfc6749Scope = "RFC 6749, section 3.3";
}
