namespace Atom.OAuth.Analyzers.Tests;

/// <summary>
/// Files, and sections of files between <c>&lt;!-- marker --&gt;</c> and <c>&lt;!-- /marker --&gt;</c>, that are generated from the rules.
/// Tests compare them; with <c>ATOM_OAUTH_WRITE_DOCS=1</c>, they are written first.
/// </summary>
internal static class Generated
{
    /// <summary>The trait of the tests that write files, for <c>--filter Category=Generated</c>.</summary>
    public const string Category = "Generated";

    /// <summary>Tests in several classes write sections of the same file concurrently.</summary>
    private static readonly Lock Gate = new();

    private static bool Writes { get; } = Environment.GetEnvironmentVariable("ATOM_OAUTH_WRITE_DOCS") == "1";

    public static void AssertFile(string path, string expected)
    {
        if (Writes)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Repository.PathOf(path))!);
            File.WriteAllText(Repository.PathOf(path), expected);
        }

        var text = File.Exists(Repository.PathOf(path)) ? Repository.Read(path) : "";
        Assert.True(
            text == expected,
            $"{path} is out of step: run this test with ATOM_OAUTH_WRITE_DOCS=1. It must be:\n\n{expected}\n\nbut is:\n\n{text}");
    }

    public static void AssertSection(string path, string marker, string expected)
    {
        lock (Gate)
        {
            if (Writes)
            {
                var (before, _, after) = Split(path, marker);
                File.WriteAllText(Repository.PathOf(path), before + expected + after);
            }
        }

        var section = Section(path, marker);
        Assert.True(
            section == expected,
            $"{path} is out of step: run this test with ATOM_OAUTH_WRITE_DOCS=1. Between the markers '{marker}' must be:\n\n{expected}\n\nbut is:\n\n{section}");
    }

    public static string Section(string path, string marker)
    {
        lock (Gate)
        {
            return Split(path, marker).Section;
        }
    }

    private static (string Before, string Section, string After) Split(string path, string marker)
    {
        var text = Repository.Read(path);
        var start = After(text, $"<!-- {marker} -->\n");
        var end = text.IndexOf($"\n<!-- /{marker} -->", start, StringComparison.Ordinal);
        Assert.True(end >= start, $"{path} has no end of '{marker}'.");
        return (text[..start], text[start..end], text[end..]);

        int After(string text, string found)
        {
            var index = text.IndexOf(found, StringComparison.Ordinal);
            Assert.True(index >= 0, $"{path} has no '{marker}'.");
            return index + found.Length;
        }
    }
}
