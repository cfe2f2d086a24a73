namespace Atom.OAuth.Analyzers.Retirements;

internal static partial class KnownRetirements
{
    private static ProviderRetirements Microsoft { get; } = new(
        "Microsoft",
        "graph.windows.net",
        Array.Empty<string>(),
        new RetiredUrl(
            RetirementKind.Ends,
            "https://techcommunity.microsoft.com/blog/microsoft-entra-blog/important-update-azure-ad-graph-retirement/4364990; https://splunkbase.splunk.com/app/5771",
            "graph.windows.net/**")
        {
            On = "2025-09",
            Instead = "Microsoft Graph, 'https://graph.microsoft.com/v1.0'",
        });

    private static ProviderRetirements MicrosoftConnectors { get; } = new(
        "Microsoft",
        "office.com",
        Array.Empty<string>(),
        new RetiredUrl(
            RetirementKind.Ends,
            "https://devblogs.microsoft.com/microsoft365dev/retirement-of-office-365-connectors-within-microsoft-teams/; "
            + "https://argo-cd.readthedocs.io/en/stable/operator-manual/notifications/services/teams/",
            "*.webhook.office.com/**",
            "outlook.office.com/webhook/**")
        {
            Instead = "the URL of a workflow",
            Note = "Office 365 connectors no longer deliver anything",
        });
}
