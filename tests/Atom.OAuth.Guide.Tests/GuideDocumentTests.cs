using System.Text.RegularExpressions;
using Atom.OAuth.Testing;

namespace Atom.OAuth.Guide;

/// <summary>The code in docs/template.md is the code that is compiled and run here.</summary>
public partial class GuideDocumentTests
{
    private static readonly string[] Sources = ["SlackIntegration.cs", "ConnectionStore.cs"];

    public static TheoryData<string> Steps => [.. Regions().Keys];

    [Theory]
    [MemberData(nameof(Steps))]
    public void Step_IsInTheGuide(string name)
        => Assert.Contains("```csharp\n" + Regions()[name] + "```\n", Repository.Read("docs/template.md"), StringComparison.Ordinal);

    [Fact]
    public void Guide_HasNoOtherCode()
        => Assert.Equal(Regions().Count, CSharpBlock().Count(Repository.Read("docs/template.md")));

    [GeneratedRegex("```csharp\n")]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"^( *)#region (\w+)\n(.*?)^ *#endregion\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Region();

    private static Dictionary<string, string> Regions()
        => Region().Matches(string.Concat(Sources.Select(file => Repository.Read("tests/Atom.OAuth.Guide.Tests/" + file))))
            .ToDictionary(match => match.Groups[2].Value, match => Outdent(match.Groups[3].Value, match.Groups[1].Length));

    private static string Outdent(string code, int spaces)
        => string.Join('\n', code.Split('\n').Select(line => line.Length >= spaces ? line[spaces..] : line));
}
