namespace Atom.OAuth.Package.Tests;

/// <summary>Source code says with a trailing comment where it expects a warning.</summary>
internal static class Markers
{
    private const string Marker = "// ATOM001";

    public static IEnumerable<(string File, int Line)> In(string fileName, string text) =>
        text.Split('\n')
            .Select((content, index) => (content, Line: index + 1))
            .Where(line => line.content.TrimEnd().EndsWith(Marker, StringComparison.Ordinal))
            .Select(line => (fileName, line.Line));
}
