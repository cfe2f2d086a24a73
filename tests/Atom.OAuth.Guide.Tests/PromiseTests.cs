using System.Text.RegularExpressions;
using Atom.OAuth.Testing;

namespace Atom.OAuth.Guide;

/// <summary>Each promise of the guide, and each row in the table of hardened inputs, names an existing test.</summary>
public partial class PromiseTests
{
    public static TheoryData<string> Promises =>
        [.. Lines("docs/template.md").Where(line => line.StartsWith("- ", StringComparison.Ordinal) || IsRow(line))];

    public static TheoryData<string> Rows => [.. Lines("docs/hardening.md").Where(IsRow)];

    [Theory]
    [MemberData(nameof(Promises))]
    public void Promise_HasATest(string line)
    {
        var comment = TestComment().Match(line);
        Assert.True(comment.Success, $"No test is named: {line}");
        Assert.All(comment.Groups[1].Value.Split(", "), name => Assert.Null(NamedTests.Problem(name)));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void HardenedInput_HasATest(string row)
    {
        var cells = row.Trim('|').Split(" | ");
        Assert.Equal(4, cells.Length);
        Assert.All(cells[3].Split(','), name => Assert.Null(NamedTests.Problem(name.Trim(' ', '`'))));
    }

    [Theory]
    [InlineData("GuideTests.Strangers_AreTurnedAway", true)]
    [InlineData("RelationalStateStoreTests.TableThatIsDropped_IsMadeAgain", true)]
    [InlineData("GuideTests.Strangers", false)]
    [InlineData("GuideTests.StartAsync", false)]
    [InlineData("NoTests.Strangers_AreTurnedAway", false)]
    [InlineData("Strangers_AreTurnedAway", false)]
    public void Name_IsThatOfATest(string name, bool isTest) => Assert.Equal(isTest, NamedTests.Problem(name) is null);

    [GeneratedRegex("<!-- test: ([^>]+) -->")]
    private static partial Regex TestComment();

    private static bool IsRow(string line) => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal);

    /// <summary>Gets the lines outside code blocks, without table headers.</summary>
    private static IEnumerable<string> Lines(string document)
    {
        var lines = CodeBlock().Replace(Repository.Read(document), string.Empty).Split('\n');
        return lines.Where((line, i) => i + 1 == lines.Length || !lines[i + 1].StartsWith("| ---", StringComparison.Ordinal));
    }

    [GeneratedRegex("^```.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
