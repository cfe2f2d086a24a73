namespace Atom.OAuth.Checklist.Output;

/// <summary>Writes the checklist for an issue or a page: a table, then a task for each place.</summary>
internal static class MarkdownReport
{
    public static string Write(Checklist checklist) => string.Concat(Lines(checklist).Select(static line => line + "\n"));

    private static IEnumerable<string> Lines(Checklist checklist) =>
    [
        $"# OAuth checklist of {Escape(checklist.Title)}",
        "",
        Wording.Summary(checklist),
        .. Table(checklist),
        .. checklist.NeedsUpdates ? ["", "## What to do first", ""] : Array.Empty<string>(),
        .. Ranking.Lines(checklist).Select(static (line, index) => $"{index + 1}. {Escape(line)}"),
        .. checklist.NeedsUpdates ? ["", "## Integrations that need updates"] : Array.Empty<string>(),
        .. checklist.Integrations.Where(static integration => integration.NeedsUpdates).SelectMany(integration => Tasks(checklist, integration)),
        .. Suppressed(checklist),
        .. Wording.Notes(checklist).SelectMany(static note => new[] { "", Escape(note) }),
        "",
        "## Legend",
        "",
        .. Wording.Legend.Select(static entry => $"- **{entry.Word}**: {entry.Meaning}"),
    ];

    private static IEnumerable<string> Table(Checklist checklist)
    {
        var rows = Wording.Table(checklist).Select(static row => $"| {string.Join(" | ", row.Select(Escape))} |").ToList();
        return rows.Count == 1 ? [] : ["", rows[0], $"|{string.Concat(Enumerable.Repeat(" --- |", TemplatePart.All.Count + 2))}", .. rows.Skip(1)];
    }

    private static IEnumerable<string> Tasks(Checklist checklist, Integration integration)
    {
        yield return "";
        yield return $"### {Escape(integration.Name)}";
        foreach (var (title, reports) in integration.Open)
        {
            yield return "";
            yield return title;
            yield return "";
            foreach (var report in reports)
            {
                yield return $"- [ ] `{Wording.Place(checklist, report)}` {report.Rule}: {Escape(report.Message)}";
            }
        }
    }

    private static IEnumerable<string> Suppressed(Checklist checklist)
    {
        var lines = from integration in checklist.Integrations
                    from report in integration.Suppressed
                    select $"- {Escape(integration.Name)}: `{Wording.Place(checklist, report)}` {report.Rule} ({Escape(report.Suppression!)})";
        return lines.Any() ? ["", "## Suppressed", "", .. lines] : [];
    }

    /// <summary>Escapes Markdown and HTML, because messages quote code.</summary>
    private static string Escape(string text) =>
        string.Concat(text.Select(static c => c is '\\' or '`' or '*' or '_' or '<' or '>' or '[' or ']' or '|' or '#'
            ? $"\\{c}"
            : c is '\r' or '\n' ? " " : $"{c}"));
}
