namespace Atom.OAuth.Analyzers.Retirements;

internal static partial class KnownRetirements
{
    private const string GoogleDiscovery = "https://accounts.google.com/.well-known/openid-configuration (2026-08) has others";

    private static ProviderRetirements Google { get; } = new(
        "Google",
        "accounts.google.com",
        new[] { "o/oauth2/" },
        new RetiredUrl(RetirementKind.Deprecated, GoogleDiscovery, "[accounts.google.com/o/oauth2/token]")
        {
            Instead = "'https://oauth2.googleapis.com/token'",
            Fix = "oauth2.googleapis.com/token",
            IsFixedOnlyWithoutQuery = true,
        },
        new RetiredUrl(RetirementKind.Deprecated, GoogleDiscovery, "[accounts.google.com/o/oauth2/revoke]")
        {
            Instead = "'https://oauth2.googleapis.com/revoke'",
            Fix = "oauth2.googleapis.com/revoke",
            IsFixedOnlyWithoutQuery = true,
        });
}
