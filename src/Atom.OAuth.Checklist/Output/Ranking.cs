using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Checklist.Input;

namespace Atom.OAuth.Checklist.Output;

/// <summary>
/// Orders the work: first what gives others access, then what crashes, then what loses connections, then what has a deadline, then what affects
/// convenience.
/// </summary>
internal static class Ranking
{
    private static readonly IReadOnlyList<(string What, string Why, string[] Rules)> Order =
    [
        (TemplatePart.State.Name, "Until then, somebody else's account can be connected.", [RuleIds.ValidateOAuthState, RuleIds.ProtectOAuthState]),
        (TemplatePart.HtmlChecks.Name, "Until then, a provider's page ends in an exception.", [RuleIds.CheckHtmlBeforeReadingJson, RuleIds.ActOnHtmlCheck]),
        (TemplatePart.TokenRequests.Name, "Until then, a connection is lost when an answer is.", [RuleIds.SendTokenRequestOnce, RuleIds.KeepRotatedRefreshToken]),
        (Wording.RetiredEndpoints, "They stop at a known date.", [RuleIds.UseCurrentProviderEndpoint]),
        (TemplatePart.HistoricalSync.Name, "Until then, a new connection stays empty.", [RuleIds.StartHistoricalSyncOnConnection]),
        (TemplatePart.ErrorMessages.Name, "Until then, users read the provider's raw words.", [RuleIds.FormatOAuthErrors]),
    ];

    /// <summary>Gets a line for each kind of open place: where most of them are, and the command that fixes them.</summary>
    public static IReadOnlyList<string> Lines(Checklist checklist) =>
        [.. from step in Order
            let places = Open(checklist, step.Rules)
            where places.Count > 0
            let count = Wording.Count(places.Sum(static entry => entry.Count), "place")
            select $"{step.What}, {count}: {string.Join(", ", places.Select(static entry => $"{entry.Name} {entry.Count}"))}. "
                + $"{step.Why} dotnet format analyzers --diagnostics {string.Join(' ', step.Rules.Where(rule => IsOpen(checklist, rule)))} --severity info"];

    private static List<(string Name, int Count)> Open(Checklist checklist, string[] rules) =>
        [.. checklist.Integrations
            .Select(integration => (integration.Name, Count: OpenReports(integration).Count(report => rules.Contains(report.Rule))))
            .Where(static entry => entry.Count > 0)
            .OrderByDescending(static entry => entry.Count)];

    private static bool IsOpen(Checklist checklist, string rule) => checklist.Integrations.SelectMany(OpenReports).Any(report => report.Rule == rule);

    private static IEnumerable<Report> OpenReports(Integration integration) => integration.Open.SelectMany(static part => part.Places);
}
