using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Tests.Text;

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

    [Theory]
    [InlineData("a", "var a = b.a; a += ab + ba + _a + a1; // a", 3)]
    [InlineData("a", "var @a = @a.b;", 2)]
    [InlineData("a", "Use(\"a\", 'a', $\"a {a}\", nameof(a));", 2)]
    [InlineData("url", "Url(URL);", 0)]
    [InlineData("a", "a", 1)]
    [InlineData("", "var a = 1;", 0)]
    public void TokensNamed_AreWholeNames(string name, string code, int count) =>
        Assert.Equal(count, CSharpSyntaxTree.ParseText(code).GetRoot().TokensNamed(name).Count());

    [Theory]
    [InlineData("var baseUrl = url + urls + urlBuilder + \"the url of\" + Url;", "baseUrl,url,\"the url of\",Url")]
    [InlineData("url", "url")]
    [InlineData("var token = tokenUrl;", "token,tokenUrl")]
    public void TokensWithAny_OfEndings_EndTheName(string code, string expected) =>
        Assert.Equal(
            expected,
            string.Join(',', CSharpSyntaxTree.ParseText(code).GetRoot().TokensWithAny(["token"], ["url"]).Select(static t => t.Text)));

    [Fact]
    public void ShortestWords_AreInTheOthers() =>
        Assert.Equal(["err", "Warn", "fail"], AnyCase.Shortest(["err", "LogError", "Warn", "LogWarning", "fail", "Failed", "FAIL"]));

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
