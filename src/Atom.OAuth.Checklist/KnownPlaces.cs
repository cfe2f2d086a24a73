using Atom.OAuth.Baseline;
using Atom.OAuth.Checklist.Code;
using Atom.OAuth.Checklist.Input;

namespace Atom.OAuth.Checklist;

/// <summary>Matches diagnostics with a baseline: which places it lists, and how many of them are gone.</summary>
internal sealed class KnownPlaces
{
    private readonly string _folder;
    private readonly BaselineMatch _match;

    private KnownPlaces(string path, BaselineFile file)
    {
        _folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        _match = file.Match();
    }

    /// <summary>The number of listed places without a diagnostic; valid once all diagnostics were matched.</summary>
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

    /// <summary>Writes a baseline with all diagnostics that are not suppressed.</summary>
    /// <returns>The text of the file, and the number of places.</returns>
    public static (string Text, int Count) Write(string path, IReadOnlyList<Report> reports, CodeBase code)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        List<BaselinePlace> places = [.. reports.Where(static report => report.Suppression is null).Select(report => PlaceOf(report, code, folder))];
        return (BaselineFile.Write(places), places.Count);
    }

    /// <summary>Marks the diagnostics that are listed. Must be called only once, with the diagnostics in source order.</summary>
    public IReadOnlyList<Report> Mark(IEnumerable<Report> reports, CodeBase code) =>
        [.. reports.Select(report => report.Suppression is null && _match.Take(PlaceOf(report, code, _folder))
            ? report with { IsKnown = true }
            : report)];

    /// <summary>Gets the place of a diagnostic. If its file no longer exists, the message represents the code.</summary>
    private static BaselinePlace PlaceOf(Report report, CodeBase code, string folder) =>
        BaselinePlace.Of(report.Rule, code.TextOf(report) ?? report.Message, report.File, folder);
}
