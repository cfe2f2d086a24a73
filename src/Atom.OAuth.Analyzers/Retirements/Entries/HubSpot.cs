namespace Atom.OAuth.Analyzers.Retirements;

internal static partial class KnownRetirements
{
    private const string HubSpotOAuth = "https://developers.hubspot.com/changelog/v1-oauth-api-deprecation";
    private const string HubSpotOAuthEnd = "2027-02-16";
    private const string HubSpotTokenMoves = "The token moves from the path to the form of a POST";
    private const string HubSpotIntrospection = "'https://api.hubapi.com/oauth/2026-03/token/introspect'";

    private static ProviderRetirements HubSpot { get; } = new(
        "HubSpot",
        "hubapi.com",
        new[] { "/v1", "/v2", "/v3", "/v4" },
        new RetiredUrl(RetirementKind.Ends, HubSpotOAuth, "api.hubapi.com/oauth/[v1]/token")
        {
            On = HubSpotOAuthEnd,
            Instead = "'https://api.hubapi.com/oauth/2026-03/token'",
            Fix = "2026-03",
            IsFixedOnlyWithoutQuery = true,
        },
        new RetiredUrl(RetirementKind.Ends, HubSpotOAuth, "api.hubapi.com/oauth/v1/access-tokens/**")
        {
            On = HubSpotOAuthEnd,
            Instead = HubSpotIntrospection,
            Note = HubSpotTokenMoves,
        },
        new RetiredUrl(RetirementKind.Ends, HubSpotOAuth, "api.hubapi.com/oauth/v1/refresh-tokens/**")
        {
            On = HubSpotOAuthEnd,
            Instead = HubSpotIntrospection + " for GET and 'https://api.hubapi.com/oauth/2026-03/token/revoke' for DELETE",
            ByMethod = new[] { ("GET", HubSpotIntrospection), ("DELETE", "'https://api.hubapi.com/oauth/2026-03/token/revoke'") },
            Note = HubSpotTokenMoves,
        },
        new RetiredUrl(
            RetirementKind.Ends,
            "https://developers.hubspot.com/changelog/extension-contact-lists-api-v1-sunset",
            "api.hubapi.com/contacts/v1/lists/**")
        {
            On = "2026-04-30",
            Except = new[]
            {
                "api.hubapi.com/contacts/v1/lists/all/contacts/all", "api.hubapi.com/contacts/v1/lists/all/contacts/recent",
                "api.hubapi.com/contacts/v1/lists/recently_updated/contacts/recent",
            },
            Instead = "the Lists API under '/crm/lists/'",
            Note = "It answers 404",
        },
        new RetiredUrl(
            RetirementKind.Ends,
            "https://developers.hubspot.com/changelog/pipelines-api-v1-sunset (2026-08-14)",
            "api.hubapi.com/crm-pipelines/v1/pipelines/**")
        {
            On = "2026-12-04",
            Instead = "the Pipelines API of version 2026-09 or 2026-03",
        },
        new RetiredUrl(
            RetirementKind.Unsupported,
            "https://developers.hubspot.com/docs/api-reference/auth-oauth-v3",
            "api.hubapi.com/oauth/v3/token",
            "api.hubapi.com/oauth/v3/introspect")
        {
            On = "2027-09",
            Instead = "'https://api.hubapi.com/oauth/2026-03/token' and '…/token/introspect'",
        },
        new RetiredUrl(RetirementKind.Unsupported, "https://github.com/HubSpot/hubspot-api-python/issues/495", "api.hubapi.com/**/v4/**")
        {
            On = "2027-03-30",
            Instead = "the same API with a date in its path, '2026-09'",
            Note = "It may keep working",
        },
        new RetiredUrl(
            RetirementKind.Unsupported,
            "https://developers.hubspot.com/changelog/legacy-apis-and-legacy-apps (2026-09-15)",
            "api.hubapi.com/**/v{1..3}/**")
        {
            On = "2027-09",
            Instead = "the same API with a date in its path, '2026-09'",
            Note = "It may keep working",
        });
}
