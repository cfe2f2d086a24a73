namespace Atom.OAuth.Analyzers.Retirements;

internal static partial class KnownRetirements
{
    private static ProviderRetirements Meta { get; } = new(
        "Facebook",
        "facebook.com",
        new[] { ".0/" },
        new RetiredUrl(
            RetirementKind.Ends,
            "https://developers.facebook.com/docs/graph-api/changelog",
            "graph.facebook.com/[v{..25}.*]/**",
            "www.facebook.com/[v{..25}.*]/dialog/oauth")
        {
            ByNumber = new[]
            {
                (13, "2024-05-28"), (14, "2024-09-17"), (15, "2024-11-20"), (16, "2025-05-14"), (17, "2025-09-12"), (18, "2026-01-26"),
                (19, "2026-05-21"),
                (20, "2026-09-24"), (21, "2027-01-21"), (22, "2027-05-20"), (23, "2027-10-08"), (24, "2028-02-18"), (25, "2028-07-29"),
            },
            Instead = "'v26.0'",
            Fix = "v26.0",
            Note = "A call to a retired version runs on the oldest available one, so responses change without an error",
        });
}
