using Atom.OAuth.Checklist.Code;

namespace Atom.OAuth.Checklist.Input;

/// <summary>The input of the checklist.</summary>
/// <param name="Title">The name of the solution or project.</param>
/// <param name="Folder">The folder that paths are shown relative to.</param>
/// <param name="Logs">The logs of the compilations.</param>
/// <param name="Sources">The C# files, by full path.</param>
/// <param name="Configurations">The files that may contain options.</param>
/// <param name="NotAnalyzed">The projects that were compiled without the analyzers.</param>
internal sealed record ChecklistInput(
    string Title,
    string Folder,
    IReadOnlyList<SarifLog> Logs,
    IReadOnlyCollection<string> Sources,
    IReadOnlyCollection<string> Configurations,
    IReadOnlyCollection<string> NotAnalyzed)
{
    /// <summary>
    /// Gets the diagnostics in the logs, in source order. A project with several target frameworks has a log with the same diagnostics for each.
    /// </summary>
    public IReadOnlyList<Report> OrderedReports() =>
        [.. Logs.SelectMany(static log => log.Reports).DistinctBy(static report => report with { Evidence = [] })
            .OrderBy(static report => report.File, StringComparer.Ordinal)
            .ThenBy(static report => report.Line)
            .ThenBy(static report => report.Column)
            .ThenBy(static report => report.Rule, StringComparer.Ordinal)];

    public CodeBase ReadCode(Configuration configuration) =>
        new([.. Sources.Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Where(File.Exists)
            .Select(static path => new SourceFile(path, File.ReadAllText(path)))], configuration);

    public Configuration ReadConfiguration() =>
        Configuration.Read(Configurations.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Where(File.Exists).Select(File.ReadAllText));
}
