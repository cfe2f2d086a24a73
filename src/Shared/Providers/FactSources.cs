namespace Atom.OAuth;

/// <summary>The pages that state many of the facts. A day in brackets is that of the copy that was read, or the one that the page carries.</summary>
/// <remarks>Every source begins with a link or with the number of an RFC; more of them follow after a semicolon.</remarks>
internal static class FactSources
{
    public const string OpenIddict =
        "https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Client.WebIntegration/OpenIddictClientWebIntegrationProviders.xml (2024-10-22)";
    public const string AspNetContrib = "https://github.com/aspnet-contrib/AspNet.Security.OAuth.Providers/tree/dev/src (2024-10-15)";
    public const string Nango = "https://github.com/NangoHQ/nango/blob/master/packages/providers/providers.yaml (2026-08-21)";
    public const string Grant = "https://github.com/simov/grant/blob/master/config/oauth.json (2025-02-04)";
    public const string SocialCore = "https://github.com/python-social-auth/social-core/blob/master/social_core/backends/";
    public const string AuthJs = "https://github.com/nextauthjs/next-auth/blob/main/packages/core/src/providers/";
    public const string Rfc6749Basic = "RFC 6749, section 2.3.1; the provider documents no encoding";
    public const string Rfc6749TokenEndpoint = "RFC 6749, section 3.2";
    public const string Rfc6749ExpiresIn = "RFC 6749, section 5.1";
    public const string Rfc6749Json = "RFC 6749, section 5.1";
    public const string Rfc6749Scope = "RFC 6749, section 3.3";
    public const string Rfc6749Refresh = "RFC 6749, section 1.5";
    public const string Rfc7009 = "RFC 7009, section 2.1";
    public const string Rfc9207 = "RFC 9207, section 2; no callback of the provider with an iss was found";
}
