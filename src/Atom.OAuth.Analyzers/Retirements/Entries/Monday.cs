namespace Atom.OAuth.Analyzers.Retirements;

internal static partial class KnownRetirements
{
    private static ProviderRetirements Monday { get; } = new(
        "monday.com",
        "monday.com",
        new[] { "oauth2/token", "API-Version" },
        new RetiredUrl(RetirementKind.Deprecated, "https://developer.monday.com/apps/docs/oauth-2-0", "auth.monday.com/oauth2/token")
        {
            Instead = "'https://auth.monday.com/oauth_ms/oauth/token'",
            Note = "Its tokens are refused from API version 2027-04 on. The new ones are JWTs that expire (read their 'exp': there is no expires_in) "
                + "with a refresh token that rotates; tokens of the old endpoint are exchanged at https://auth.monday.com/oauth_ms/oauth/migrate",
        },
        new RetiredHeader(
            RetirementKind.Ends,
            "https://developer.monday.com/api-reference/changelog (2025-08-15)",
            "API-Version",
            new[] { "2024-10", "2025-01" })
        {
            On = "2026-02-15",
            Instead = $"'{OAuthProviders.Monday.ApiVersionHeader!.Value}'",
            Note = "Requests silently use 2025-04",
        });
}
