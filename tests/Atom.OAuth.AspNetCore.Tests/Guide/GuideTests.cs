using System.Text.RegularExpressions;
using Atom.OAuth.Testing;

namespace Atom.OAuth.AspNetCore.Tests.Guide;

/// <summary>The code in docs/connections.md compiles, and its tables list what exists.</summary>
public partial class GuideTests
{
    private static readonly string Page = Repository.Read("docs/connections.md");

    public static TheoryData<string> Blocks => [.. Regions().Keys];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Block_IsInTheGuide(string name) => Assert.Contains("```csharp\n" + Regions()[name] + "```\n", Page, StringComparison.Ordinal);

    /// <summary>The first block is the program that the tests of the packages build and run.</summary>
    [Fact]
    public void Guide_HasNoOtherCode() => Assert.Equal(Regions().Count + 1, CSharpBlock().Count(Page));

    /// <summary>The template starts with lines of that program.</summary>
    [Fact]
    public void Template_StartsWithTheShortForm()
    {
        var template = Repository.Read("docs/template.md");
        var lines = template[(template.IndexOf("```cs\n", StringComparison.Ordinal) + 6)..].Split("```")[0].Split(
            '\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.True(lines.Length > 4);
        Assert.All(lines, line => Assert.Contains(line + "\n", Page, StringComparison.Ordinal));
    }

    [Fact]
    public void Guide_NamesEveryOption()
        => Assert.All(
            typeof(ConnectionsOptions).GetProperties().Concat(typeof(OAuthIntegrationOptions).GetProperties()),
            property => Assert.Contains($"`{property.Name}`", Page, StringComparison.Ordinal));

    [GeneratedRegex("```csharp\n")]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"^( *)#region (\w+)\n(.*?)^ *#endregion\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Region();

    private static Dictionary<string, string> Regions()
        => Region().Matches(Repository.Read("tests/Atom.OAuth.AspNetCore.Tests/Guide/Application.cs"))
            .ToDictionary(match => match.Groups[2].Value, match => Outdent(match.Groups[3].Value, match.Groups[1].Length));

    private static string Outdent(string code, int spaces)
        => string.Join('\n', code.Split('\n').Select(line => line.Length >= spaces ? line[spaces..] : line));
}
