namespace Atom.OAuth.Baseline;

/// <summary>
/// The places that are known: one line each, sorted, so that branches merge and a review sees what went. The same place may stand there
/// several times, for code that a file repeats.
/// </summary>
internal sealed class BaselineFile
{
    private const string Header = "# Atom.OAuth baseline 1";

    private static readonly char[] Blank = [' '];

    private readonly Dictionary<BaselinePlace, int> _counts;

    private BaselineFile(Dictionary<BaselinePlace, int> counts) => _counts = counts;

    /// <summary>How many places it lists.</summary>
    public int Count => _counts.Values.Sum();

    /// <summary>Reads the lines of a file, or gives null and says why they are no baseline.</summary>
    public static BaselineFile? TryParse(IReadOnlyList<string> lines, out string? problem)
    {
        problem = lines.Count > 0 && lines[0].Trim() == Header ? null : $"it does not start with '{Header}'";
        Dictionary<BaselinePlace, int> counts = new();
        for (var i = 1; i < lines.Count && problem is null; i++)
        {
            var line = lines[i].TrimEnd('\r');
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var parts = line.Split(Blank, 3);
            if (parts.Length < 3)
            {
                problem = $"its line {i + 1} is no place: '{line}'";
                break;
            }

            BaselinePlace place = new(parts[0], parts[1], parts[2]);
            counts[place] = counts.TryGetValue(place, out var count) ? count + 1 : 1;
        }

        return problem is null ? new BaselineFile(counts) : null;
    }

    public static string Write(IEnumerable<BaselinePlace> places) => string.Concat(
        places
            .OrderBy(static place => place.File, StringComparer.Ordinal)
                .ThenBy(static place => place.Rule, StringComparer.Ordinal)
                .ThenBy(static place => place.Code, StringComparer.Ordinal)
            .Select(static place => $"{place.Rule} {place.Code} {place.File}\n")
            .Prepend("# Places that the rules reported when this file was written: rule, hash of the code, file. Written by atom-oauth-checklist --write-baseline.\n")
            .Prepend(Header + "\n"));

    /// <summary>A count of what is left to be found: the places are taken one by one, in the order of the code.</summary>
    public BaselineMatch Match() => new(new Dictionary<BaselinePlace, int>(_counts));
}
