namespace Atom.OAuth.Analyzers.Tests.Text;

/// <summary>Whoever changes a word by which a rule knows code sees it on the page.</summary>
public sealed class WordTableTests
{
    [Fact]
    [Trait("Category", Generated.Category)]
    public void Page_ListsEveryTable() => Generated.AssertFile("docs/words.md", WordTables.Write());
}
