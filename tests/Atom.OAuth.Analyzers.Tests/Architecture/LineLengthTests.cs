using System.Text.RegularExpressions;

namespace Atom.OAuth.Analyzers.Tests.Architecture;

/// <summary>No line of the projects is too long to be read without scrolling.</summary>
public sealed partial class LineLengthTests
{
    private const int MaxLength = 170;

    [Fact]
    public void Lines_AreShortEnough() => Assert.Empty(
        from path in Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
        let file = Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')
        where !file.Split('/').Any(static folder => folder is "bin" or "obj")
        from number in LongLinesOf(File.ReadAllText(path))
        select $"{file}:{number} is longer than {MaxLength} characters");

    [Theory]
    [InlineData("var text = \"\";", 1)]
    [InlineData("// https://example.com/ and more", 1)]
    [InlineData("    /// https://example.com/", 0)]
    [InlineData("    \"https://example.com/", 0)]
    [InlineData("    + \"https://example.com/", 0)]
    public void OnlyAnUrl_MayBeLonger(string start, int found)
    {
        Assert.Empty(LongLinesOf(start.PadRight(MaxLength, 'a')));
        Assert.Equal(found, LongLinesOf(start.PadRight(MaxLength + 1, 'a')).Count());
    }

    [Fact]
    public void LongLine_IsFoundByItsNumber() => Assert.Equal(
        [2], LongLinesOf($"using System;\r\n{new string('a', MaxLength + 1)}\r\n{new string('a', MaxLength)}\r\n"));

    private static IEnumerable<int> LongLinesOf(string text) =>
        text.ReplaceLineEndings("\n").Split('\n')
            .Select(static (line, i) => (Text: line, Number: i + 1))
            .Where(static line => line.Text.Length > MaxLength && !OnlyUrl().IsMatch(line.Text))
            .Select(static line => line.Number);

    /// <summary>A URL cannot be wrapped, so a line with nothing else, in a comment or a string, may have any length.</summary>
    [GeneratedRegex("""^\s*(//+\s*|(\+\s*)?")?https?://[^\s"]+"?[,;)]*$""")]
    private static partial Regex OnlyUrl();
}
