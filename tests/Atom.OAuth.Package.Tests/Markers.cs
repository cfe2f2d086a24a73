using System.Text.RegularExpressions;

namespace Atom.OAuth.Package.Tests;

/// <summary>Source code says with a trailing comment where it expects a warning.</summary>
internal static partial class Markers
{
    public static IEnumerable<(string File, int Line)> In(string fileName, string text) =>
        text.Split('\n')
            .Select((content, index) => (content, Line: index + 1))
            .Where(line => Marker().IsMatch(line.content))
            .Select(line => (fileName, line.Line));

    [GeneratedRegex(@"// ATOM\d{3}\s*$")]
    private static partial Regex Marker();
}
