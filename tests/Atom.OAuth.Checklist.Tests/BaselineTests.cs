using System.Text.Json;

namespace Atom.OAuth.Checklist.Tests;

/// <summary>Baselines: places listed in the baseline do not count as new.</summary>
public sealed class BaselineTests
{
    private const string Code = "class A {\n void M() {\n  Read(1); // ATOM001 Slack\n  Read(2); // ATOM003 Slack\n }\n}\n";

    [Fact]
    public void KnownPlaces_AreNothingNew_AndAreStillMissing()
    {
        using var solution = new Solution().With("A.cs", Code);
        var baseline = WriteBaseline(solution, 2);

        var (exitCode, output, _) = Run(solution, "--baseline", baseline);

        Assert.Equal(0, exitCode);
        Assert.Contains("Slack        missing: 1 (known)  not seen         not seen        missing: 1 (known)", output, StringComparison.Ordinal);
        Assert.Contains("1 integration, none needs updates.", output, StringComparison.Ordinal);
        Assert.Contains("\nBaseline: 2 known places, 0 new.\n", output, StringComparison.Ordinal);
    }

    /// <summary>Unrelated changes to a file do not make a known place new.</summary>
    [Theory]
    [InlineData("line moves", "class A {\n\n\n // More.\n void N() { }\n void M() {\n  Read(1); // ATOM001 Slack\n  Read(2); // ATOM003 Slack\n }\n}\n")]
    [InlineData("order changes", "class A {\n void M() {\n  Read(2); // ATOM003 Slack\n  Read(1); // ATOM001 Slack\n }\n}\n")]
    [InlineData("indentation and line ends change", "class A\r\n{\r\n    void M()\r\n    {\r\n        Read(1); // ATOM001 Slack\n        Read(2); // ATOM003 Slack\n    }\r\n}\r\n")]
    [InlineData("spaces in the code change", "class A {\n void M() {\n  Read( 1 ); // ATOM001 Slack\n  Read( 2 ); // ATOM003 Slack\n }\n}\n")]
    public void Place_StaysKnown_When(string what, string changed)
    {
        using var solution = new Solution().With("A.cs", Code);
        var baseline = WriteBaseline(solution, 2);
        using var later = new Solution().With("A.cs", changed);
        File.Copy(baseline, Path.Combine(later.Folder, "known.baseline"));

        var (exitCode, output, _) = Run(later, "--baseline", Path.Combine(later.Folder, "known.baseline"));

        Assert.True(exitCode == 0, $"{what}: {output}");
    }

    [Theory]
    [InlineData("another rule", "A.cs", "class A {\n void M() {\n  Read(1); // ATOM001 Slack\n  Read(2); // ATOM005 Slack\n }\n}\n", 4)]
    [InlineData("other code", "A.cs", "class A {\n void M() {\n  Read(1); // ATOM001 Slack\n  Read(3); // ATOM003 Slack\n }\n}\n", 4)]
    [InlineData("the same code once more", "A.cs", "class A {\n void M() {\n  Read(1); // ATOM001 Slack\n  Read(2); // ATOM003 Slack\n  Read(1); // ATOM001 Slack\n }\n}\n", 5)]
    [InlineData("another file", "B.cs", Code, 3)]
    public void Place_IsNew_When(string what, string file, string changed, int line)
    {
        using var solution = new Solution().With("A.cs", Code);
        var baseline = WriteBaseline(solution, 2);
        using var later = new Solution().With(file, changed);
        File.Copy(baseline, Path.Combine(later.Folder, "known.baseline"));

        var (exitCode, output, _) = Run(later, "--baseline", Path.Combine(later.Folder, "known.baseline"));

        Assert.True(exitCode == 1, $"{what}: {output}");
        Assert.Contains($"    {file}:{line}  ATOM00", output, StringComparison.Ordinal);
    }

    [Fact]
    public void PlacesThatAreGone_AreSaid_SoThatNothingComesBackThere()
    {
        using var solution = new Solution().With("A.cs", Code);
        var baseline = WriteBaseline(solution, 2);
        using var later = new Solution().With("A.cs", "class A {\n void M() {\n  Read(1); // ATOM001 Slack\n }\n}\n");
        File.Copy(baseline, Path.Combine(later.Folder, "known.baseline"));

        var (exitCode, output, _) = Run(later, "--baseline", Path.Combine(later.Folder, "known.baseline"));

        Assert.Equal(0, exitCode);
        Assert.Contains("Baseline: 1 known place, 0 new. 1 place of it is gone: write it again", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_SaysOfEachPlaceWhetherItIsKnown()
    {
        using var solution = new Solution().With("A.cs", Code);
        var baseline = WriteBaseline(solution, 2);
        using var later = new Solution().With("A.cs", Code + "class B { void M() {\n Read(4); // ATOM001 Slack\n} }");
        File.Copy(baseline, Path.Combine(later.Folder, "known.baseline"));

        using var json = JsonDocument.Parse(Run(later, "--format", "json", "--baseline", Path.Combine(later.Folder, "known.baseline")).Output);

        var places = json.RootElement.GetProperty("integrations")[0].GetProperty("parts")[0].GetProperty("missing").EnumerateArray();
        Assert.Equal(
            [(3, true), (8, false)],
            places.Select(static place => (place.GetProperty("line").GetInt32(), place.GetProperty("known").GetBoolean())));
        Assert.Equal("""{"known":2,"new":1,"gone":0}""", JsonSerializer.Serialize(json.RootElement.GetProperty("baseline")));
    }

    /// <summary>The file is committed to version control: it contains rules and file names, but no code.</summary>
    [Fact]
    public void File_HasALineForEachPlace_SortedAndWithoutCode()
    {
        using var solution = new Solution().With("src/B.cs", Code).With(
            "A.cs", "class A {\n void M() {\n  Read(\"s3cret\"); // ATOM001 Slack\n  Read(5); // suppressed ATOM001 Slack\n }\n}\n");

        var lines = File.ReadAllLines(WriteBaseline(solution, 3));

        Assert.Equal("# Atom.OAuth baseline 1", lines[0]);
        Assert.Collection(
            lines.Where(static line => line[0] != '#'),
            static line => Assert.Matches("^ATOM001 [0-9a-f]{16} A.cs$", line),
            static line => Assert.Matches("^ATOM001 [0-9a-f]{16} src/B.cs$", line),
            static line => Assert.Matches("^ATOM003 [0-9a-f]{16} src/B.cs$", line));
    }

    [Theory]
    [InlineData("", "is no baseline: it does not start with '# Atom.OAuth baseline 1'. Write it with --write-baseline.")]
    [InlineData("ATOM001 0 A.cs\n", "is no baseline: it does not start with '# Atom.OAuth baseline 1'. Write it with --write-baseline.")]
    [InlineData("# Atom.OAuth baseline 1\n<<<<<<< main\n", "is no baseline: its line 2 is no place: '<<<<<<< main'. Write it with --write-baseline.")]
    [InlineData(null, "cannot be read")]
    public void FileThatIsNone_IsSaid(string? text, string reason)
    {
        using var solution = new Solution().With("A.cs", Code);
        var file = Path.Combine(solution.Folder, "known.baseline");
        if (text is not null)
        {
            File.WriteAllText(file, text);
        }

        var (exitCode, _, error) = Run(solution, "--baseline", file);

        Assert.Equal(2, exitCode);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    private static string WriteBaseline(Solution solution, int places)
    {
        var file = Path.Combine(solution.Folder, "known.baseline");
        Assert.Equal(
            (0, $"{file} lists {places} places.", ""),
            Run(solution, "--write-baseline", file) is var (exitCode, output, error) ? (exitCode, output.TrimEnd(), error) : default);
        return file;
    }

    private static (int ExitCode, string Output, string Error) Run(Solution solution, params string[] arguments)
    {
        solution.WriteLog();
        using StringWriter output = new();
        using StringWriter error = new();
        var exitCode = new ChecklistCommand(output, error).Run([solution.Folder, "--sarif", solution.Log, .. arguments]);
        return (exitCode, output.ToString(), error.ToString());
    }
}
