using Atom.OAuth.Analyzers.Tests;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.CheckHtmlBeforeReadingJsonAnalyzer>;

namespace Atom.OAuth.Libraries.Tests;

/// <summary>What ATOM001 knows about libraries, compiled against the current versions of their packages.</summary>
public sealed class LibraryTests
{
    public static TheoryData<string> Names => [.. Libraries.All.Select(static library => library.Name)];

    public static TheoryData<string, string> Calls => Rows(static library => library.Calls.Select(static call => call.Call));

    public static TheoryData<string, string> Catches => Rows(static library => library.Catches.Select(static clause => clause.Exception));

    /// <summary>A method for reading that a new version adds must get a row that says whether the rule knows it.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void EveryPublicRead_HasARow(string name)
    {
        var library = Of(name);

        Assert.Equal(
            library.PublicReads(),
            library.Calls.Select(static call => call.Call).Where(call => library.Reads.IsMatch(call)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public Task Read_IsReported_AsTheTableSays(string name, string call)
    {
        var library = Of(name);
        LibraryRead read = library.Calls.Single(read => read.Call == call);
        Assert.True(read.IsReported || read.Remark.Length > 0, "Say why nothing is reported.");

        return VerifyCS.VerifyAsync(LibrarySamples.Read(library, read.Sample));
    }

    [Theory]
    [MemberData(nameof(Catches))]
    public Task Catch_IsACheck_AsTheTableSays(string name, string exception)
    {
        var library = Of(name);

        return VerifyCS.VerifyAsync(LibrarySamples.Catch(library, library.Catches.Single(clause => clause.Exception == exception)));
    }

    [Fact]
    [Trait("Category", Generated.Category)]
    public void Page_HasTheTables() => Generated.AssertSection("docs/libraries.md", "libraries", LibraryTable.Write());

    private static TheoryData<string, string> Rows(Func<Library, IEnumerable<string>> of)
    {
        TheoryData<string, string> rows = [];
        foreach (var library in Libraries.All)
        {
            foreach (var row in of(library))
            {
                rows.Add(library.Name, row);
            }
        }

        return rows;
    }

    private static Library Of(string name) => Libraries.All.Single(library => library.Name == name);
}
