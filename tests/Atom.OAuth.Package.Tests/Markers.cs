using System.Text.RegularExpressions;

namespace Atom.OAuth.Package.Tests;

/// <summary>A line where a diagnostic is expected.</summary>
internal readonly record struct Marker(string File, int Line, string RuleId);

/// <summary>
/// Reads trailing comments in source code that specify the expected diagnostics of a line; "(suggestion)" marks those that are suggestions,
/// which a build does not print.
/// </summary>
internal static partial class Markers
{
    public static IEnumerable<Marker> In(string fileName, string text, bool withSuggestions = true) =>
        text.Split('\n').SelectMany((content, index) => MarkerComment().Match(content) is { Success: true } match
            && (withSuggestions || !match.Groups["suggestion"].Success)
            ? match.Groups["id"].Captures.Select(id => new Marker(fileName, index + 1, id.Value))
            : []);

    [GeneratedRegex(@"// (?<id>ATOM\d{3})(, (?<id>ATOM\d{3}))*(?<suggestion> \(suggestion\))?\s*$")]
    private static partial Regex MarkerComment();
}
