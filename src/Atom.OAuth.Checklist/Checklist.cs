using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Checklist.Code;
using Atom.OAuth.Checklist.Input;

namespace Atom.OAuth.Checklist;

/// <summary>The template's checklist for a solution.</summary>
/// <param name="Title">The name of the solution or project.</param>
/// <param name="Folder">The folder that paths are shown relative to.</param>
/// <param name="Integrations">The integrations by name, with the one for everything else last.</param>
/// <param name="NotRun">The rules that did not run.</param>
/// <param name="NotAnalyzed">The projects that were compiled without the analyzers.</param>
/// <param name="Gone">The number of places in the baseline that are no longer reported; null without a baseline.</param>
internal sealed record Checklist(
    string Title,
    string Folder,
    IReadOnlyList<Integration> Integrations,
    IReadOnlyList<string> NotRun,
    IReadOnlyList<string> NotAnalyzed,
    int? Gone = null)
{
    /// <summary>The name for diagnostics that belong to no known integration.</summary>
    public const string Other = "Other";

    /// <summary>The number of places that are in the baseline.</summary>
    public int Known => Places(static report => report.IsKnown);

    /// <summary>The number of places that are not in the baseline.</summary>
    public int New => Places(static report => !report.IsKnown);

    public bool NeedsUpdates => Integrations.Any(static integration => integration.NeedsUpdates);

    public static Checklist Of(ChecklistInput input, KnownPlaces? known = null)
    {
        var configuration = input.ReadConfiguration();
        var code = input.ReadCode(configuration);
        var ordered = input.OrderedReports();
        var reports = (known?.Mark(ordered, code) ?? ordered)
            .Select(report => (Report: report, Name: code.IntegrationAt(report.File, report.Line, report.Column, report.Provider) ?? Other))
            .ToLookup(static pair => pair.Name, static pair => pair.Report);
        var sites = code.Sites
            .Distinct()
            .OrderBy(static site => site.File, StringComparer.Ordinal)
            .ThenBy(static site => site.Line)
            .ToLookup(static site => site.Integration!);
        var ran = input.Logs.SelectMany(static log => log.Rules).ToHashSet(StringComparer.Ordinal);

        var names = code.Integrations
            .Concat(reports.Select(static group => group.Key))
            .Concat(sites.Select(static group => group.Key))
            .Distinct(StringComparer.Ordinal);
        return new Checklist(
            input.Title,
            input.Folder,
            [.. names
                .Select(name => Of(name, [.. reports[name]], [.. sites[name]], ran, configuration))
                .OrderBy(static integration => integration.Name == Other)
                .ThenBy(static integration => integration.Name, StringComparer.OrdinalIgnoreCase)],
            [.. RuleIds.All.Except(ran)],
            [.. input.NotAnalyzed.Order(StringComparer.Ordinal)],
            known?.Gone);
    }

    private int Places(Func<Report, bool> which) => Integrations.Sum(integration => integration.Reported.Sum(part => part.Places.Count(which)));

    private static Integration Of(string name, List<Report> reports, List<CodeSite> sites, HashSet<string> ran, Configuration configuration)
    {
        var open = reports.Where(static report => report.Suppression is null).ToList();
        return new Integration(
            name,
            [.. TemplatePart.All.Select(part => Of(part, name, open, sites, ran, configuration))],
            [.. open.Where(static report => report.Rule == RuleIds.UseCurrentProviderEndpoint)],
            [.. reports.Where(static report => report.Suppression is not null)]);
    }

    private static PartState Of(
        TemplatePart part, string name, List<Report> reports, List<CodeSite> sites, HashSet<string> ran, Configuration configuration)
    {
        var missing = reports.Where(report => part.Rules.Contains(report.Rule)).ToList();
        var code = sites.Where(site => site.Part == part).ToList();
        var status = missing.Count > 0 ? PartStatus.Missing
            : part == TemplatePart.HistoricalSync && HasNoHistory(name, configuration) ? PartStatus.NotNeeded
            : !part.Rules.All(ran.Contains) ? PartStatus.NotChecked
            : part.Steps.All(step => code.Any(site => site.Step == step)) ? PartStatus.Done
            : PartStatus.NotSeen;
        return new PartState(part, status, missing, code);
    }

    private static bool HasNoHistory(string integration, Configuration configuration) =>
        ProviderHistory.CannotBeFetched(integration) || configuration.WithoutHistory.Contains(integration, StringComparer.OrdinalIgnoreCase);
}
