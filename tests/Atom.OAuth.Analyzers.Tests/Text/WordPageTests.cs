namespace Atom.OAuth.Analyzers.Tests.Text;

/// <summary>A change of a word by which a rule recognizes code shows on the page.</summary>
public sealed class WordPageTests
{
    [Fact]
    [Trait("Category", Generated.Category)]
    public void Page_ListsEveryTable() => Generated.AssertFile("docs/words.md", WordPage.Write());
}
