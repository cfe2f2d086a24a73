using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Tests;

public sealed class TextSearchTests
{
    private const string Source = """
        class C
        {
            // url of the token
            string url = "https://a/oauth/token"; /* oauth */
            int Url => 1;
        }
        class Other { string token; }
        """;

    private static readonly ClassDeclarationSyntax Class =
        CSharpSyntaxTree.ParseText(Source).GetCompilationUnitRoot().Members.OfType<ClassDeclarationSyntax>().First();

    [Fact]
    public void TokensWithAny_GivesEachTokenOnce_InSourceOrder_WithoutComments() =>
        Assert.Equal(["url", "\"https://a/oauth/token\"", "Url"], Class.TokensWithAny(["token", "URL", "oauth"]).Select(static t => t.Text));

    [Fact]
    public void TokensWith_KeepsToTheCase() =>
        Assert.Equal(["Url"], Class.TokensWith("Url").Select(static t => t.Text));

    [Fact]
    public void EmptyWord_IsNowhere()
    {
        Assert.Empty(Class.TokensWith(""));
        Assert.Equal(["Url"], Class.TokensWithAny(["", "Url => 1", "Url"]).Select(static t => t.Text).Where(static t => t == "Url"));
    }

    [Theory]
    [InlineData("oauth", true)]
    [InlineData("of the", true)]
    [InlineData("Other", false)]
    public void Mentions_KeepsToTheNode(string word, bool expected) =>
        Assert.Equal(expected, Class.Mentions(word));
}
