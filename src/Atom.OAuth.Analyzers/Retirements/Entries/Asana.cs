namespace Atom.OAuth.Analyzers.Retirements;

internal static partial class KnownRetirements
{
    private static ProviderRetirements Asana { get; } = new(
        "Asana",
        "app.asana.com",
        new[] { "project_statuses" },
        new RetiredUrl(
            RetirementKind.Deprecated,
            "https://github.com/Asana/openapi (2026-06-11)",
            "app.asana.com/api/1.0/project_statuses/**",
            "app.asana.com/api/1.0/projects/{id}/project_statuses")
        {
            Instead = "'https://app.asana.com/api/1.0/status_updates'",
        });
}
