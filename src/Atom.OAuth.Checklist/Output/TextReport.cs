namespace Atom.OAuth.Checklist.Output;

/// <summary>Writes the checklist for the terminal.</summary>
internal static class TextReport
{
    public static string Write(Checklist checklist) => string.Concat(Lines(checklist).Select(static line => line + "\n"));

    private static IEnumerable<string> Lines(Checklist checklist) =>
    [
        $"Atom.OAuth checklist of {checklist.Title}",
        Wording.Summary(checklist),
        .. Table(checklist),
        .. checklist.NeedsUpdates ? ["", "What to do first"] : Array.Empty<string>(),
        .. Ranking.Lines(checklist).Select(static (line, index) => $"  {index + 1}. {line}"),
        .. checklist.Integrations.Where(static integration => integration.NeedsUpdates).SelectMany(integration => Places(checklist, integration)),
        .. Suppressed(checklist),
        .. Wording.Notes(checklist).SelectMany(static note => new[] { "", note }),
        "",
        "Legend",
        .. Wording.Legend.Select(static entry => $"  {entry.Word}: {entry.Meaning}"),
    ];

    private static IEnumerable<string> Table(Checklist checklist)
    {
        var rows = Wording.Table(checklist);
        var widths = Enumerable.Range(0, rows[0].Count).Select(column => rows.Max(row => row[column].Length)).ToList();
        return rows.Count == 1
            ? []
            : rows.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).Prepend("");
    }

    private static IEnumerable<string> Places(Checklist checklist, Integration integration)
    {
        yield return "";
        yield return integration.Name;
        foreach (var (title, reports) in integration.Open)
        {
            yield return $"  {title}";
            foreach (var report in reports)
            {
                yield return $"    {Wording.Place(checklist, report)}  {report.Rule}  {report.Message}";
            }
        }
    }

    private static IEnumerable<string> Suppressed(Checklist checklist)
    {
        var lines = from integration in checklist.Integrations
                    from report in integration.Suppressed
                    select $"  {integration.Name}: {Wording.Place(checklist, report)}  {report.Rule}  ({report.Suppression})";
        return lines.Any() ? ["", "Suppressed", .. lines] : [];
    }
}
