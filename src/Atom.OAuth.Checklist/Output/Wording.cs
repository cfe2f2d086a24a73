using Atom.OAuth.Checklist.Input;

namespace Atom.OAuth.Checklist.Output;

/// <summary>The wording shared by all formats.</summary>
internal static class Wording
{
    public const string RetiredEndpoints = "Retired endpoints";

    public static readonly IReadOnlyList<(PartStatus Status, string Word, string Meaning)> Legend =
    [
        (PartStatus.Done, "done", "the integration has code for the part, and no rule reports anything"),
        (PartStatus.Missing, "missing", "a rule reports the places where it is missing"),
        (PartStatus.NotSeen, "not seen", "no report, and no code of the template (or not for every step): "
            + "done in another way, in code that was not looked at, or not there"),
        (PartStatus.NotNeeded, "not needed", "the integration has no history that could be fetched"),
        (PartStatus.NotChecked, "not checked", "a rule of the part did not run"),
    ];

    public static string Of(PartStatus status) => Legend.First(entry => entry.Status == status).Word;

    /// <summary>Gets the status, with the number of places, or with the steps of a part that are present.</summary>
    public static string Of(PartState part) => part switch
    {
        { Status: PartStatus.Missing } => $"{Of(part.Status)}: {Count(part.Missing)}",
        { Status: PartStatus.NotSeen, Code.Count: > 0 } =>
            $"{Of(part.Status)} ({string.Join(", ", part.Part.Steps.Select(step => part.Code.Any(site => site.Step == step) ? step : $"not {step}"))})",
        _ => Of(part.Status),
    };

    public static string Summary(Checklist checklist)
    {
        var open = checklist.Integrations.Where(static integration => integration.NeedsUpdates).ToList();
        if (checklist.Integrations.Count == 0)
        {
            return "No integration was found.";
        }

        var integrations = Count(checklist.Integrations.Count, "integration");
        var places = open.Sum(static integration => integration.Open.Sum(static part => part.Places.Count));
        return open.Count == 0
            ? $"{integrations}, none needs updates."
            : $"{integrations}, {open.Count} of them {(open.Count == 1 ? "needs" : "need")} updates, in {Count(places, "place")}.";
    }

    /// <summary>Gets the rows of the table, starting with the header.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Table(Checklist checklist) =>
    [
        ["Integration", .. TemplatePart.All.Select(static part => part.Name), RetiredEndpoints],
        .. checklist.Integrations.Select(static integration => (IReadOnlyList<string>)[
            integration.Name,
            .. integration.Parts.Select(Of),
            integration.Retired.Count == 0 ? "" : Count(integration.Retired),
        ]),
    ];

    /// <summary>Gets notes on the baseline, and on what was not analyzed.</summary>
    public static IEnumerable<string> Notes(Checklist checklist)
    {
        if (checklist.Gone is { } gone)
        {
            yield return $"Baseline: {Count(checklist.Known, "known place")}, {checklist.New} new."
                + (gone == 0
                    ? ""
                    : $" {Count(gone, "place")} of it {(gone == 1 ? "is" : "are")} gone: write it again with --write-baseline, so that nothing comes back there.");
        }

        if (checklist.NotRun.Count > 0)
        {
            yield return $"Rules that did not run: {string.Join(", ", checklist.NotRun)}.";
        }

        if (checklist.NotAnalyzed.Count > 0)
        {
            yield return $"Compiled without the analyzers: {string.Join(", ", checklist.NotAnalyzed.Select(path => RelativePath(checklist, path)))}.";
        }
    }

    public static string Place(Checklist checklist, Report report) =>
        report.File.Length == 0 ? "no place" : $"{RelativePath(checklist, report.File)}:{report.Line}";

    /// <summary>Gets a relative path if the file is below the folder, with the same separators on every system.</summary>
    public static string RelativePath(Checklist checklist, string file)
    {
        var relative = Path.GetRelativePath(checklist.Folder, file);
        return (relative.StartsWith("..", StringComparison.Ordinal) ? file : relative).Replace('\\', '/');
    }

    /// <summary>Formats the number of places and, with a baseline, how many of them are new.</summary>
    private static string Count(IReadOnlyList<Report> places) =>
        places.Count(static report => report.IsKnown) is > 0 and var known
            ? $"{places.Count} ({(known == places.Count ? "known" : $"{places.Count - known} new")})"
            : $"{places.Count}";

    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
