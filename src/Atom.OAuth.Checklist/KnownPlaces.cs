using Atom.OAuth.Baseline;
using Atom.OAuth.Checklist.Code;
using Atom.OAuth.Checklist.Input;

namespace Atom.OAuth.Checklist;

/// <summary>A baseline beside the code: which places it lists, and which of them are gone.</summary>
internal sealed class KnownPlaces
{
    private readonly string _folder;
    private readonly BaselineMatch _match;

    private KnownPlaces(string path, BaselineFile file)
    {
        _folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        _match = file.Match();
    }

    /// <summary>How many listed places nothing reported; complete when all reports have been asked about.</summary>
    public int Gone => _match.Left;

    public static KnownPlaces Read(string path)
    {
        try
        {
            return BaselineFile.TryParse(File.ReadAllLines(path), out var problem) is { } file
                ? new KnownPlaces(path, file)
                : throw new ChecklistException($"{path} is no baseline: {problem}. Write it with --write-baseline.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ChecklistException($"{path} cannot be read: {e.Message} Write it with --write-baseline.");
        }
    }

    /// <summary>Writes all that is reported and not suppressed.</summary>
    /// <returns>The text of the file, and how many places it lists.</returns>
    public static (string Text, int Count) Write(string path, IReadOnlyList<Report> reports, CodeBase code)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        List<BaselinePlace> places = [.. reports.Where(static report => report.Suppression is null).Select(report => PlaceOf(report, code, folder))];
        return (BaselineFile.Write(places), places.Count);
    }

    /// <summary>Marks what is listed. To be called once, with the reports in the order of the code.</summary>
    public IReadOnlyList<Report> Mark(IEnumerable<Report> reports, CodeBase code) =>
        [.. reports.Select(report => report.Suppression is null && _match.Take(PlaceOf(report, code, _folder))
            ? report with { IsKnown = true }
            : report)];

    /// <summary>A file that is not there any more has no code: what the rule said stands for it.</summary>
    private static BaselinePlace PlaceOf(Report report, CodeBase code, string folder) =>
        BaselinePlace.Of(report.Rule, code.TextOf(report) ?? report.Message, report.File, folder);
}
