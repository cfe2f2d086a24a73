using Atom.OAuth.Checklist.Code;

namespace Atom.OAuth.Checklist.Input;

/// <summary>What the checklist is made from.</summary>
/// <param name="Title">What was looked at.</param>
/// <param name="Folder">The folder that paths are shown relative to.</param>
/// <param name="Logs">The logs of the compilations.</param>
/// <param name="Sources">The C# files, by full path.</param>
/// <param name="Configurations">The files that may hold options.</param>
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
    /// What the logs report, in the order of the code. A project for several frameworks has a log for each, and the same reports in them.
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
