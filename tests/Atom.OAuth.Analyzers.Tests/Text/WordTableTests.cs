using System.Reflection;
using Atom.OAuth.Analyzers.Text;

namespace Atom.OAuth.Analyzers.Tests.Text;

/// <summary>A table of words matches as specified, and returns the words to search for in a text.</summary>
public sealed class WordTableTests
{
    public static TheoryData<string> Tables() => [.. Fields().Select(static field => $"{field.DeclaringType!.Name}.{field.Name}")];

    [Theory]
    [InlineData("code", true, true, true, true)]
    [InlineData("Code", true, true, true, true)]
    [InlineData("authCode", false, true, false, true)]
    [InlineData("codeOf", false, true, true, false)]
    [InlineData("decoded", false, true, false, false)]
    [InlineData("cod", false, false, false, false)]
    [InlineData("", false, false, false, false)]
    public void Word_MatchesWhereItHasToBe(string text, bool whole, bool part, bool start, bool end)
    {
        Assert.Equal(whole, InAnyCase(WordMatch.Whole, "other", "code").Matches(text));
        Assert.Equal(part, InAnyCase(WordMatch.Part, "other", "code").Matches(text));
        Assert.Equal(start, InAnyCase(WordMatch.Start, "other", "code").Matches(text));
        Assert.Equal(end, InAnyCase(WordMatch.End, "other", "code").Matches(text));
    }

    [Theory]
    [InlineData(nameof(WordMatch.Whole))]
    [InlineData(nameof(WordMatch.Part))]
    [InlineData(nameof(WordMatch.Start))]
    [InlineData(nameof(WordMatch.End))]
    public void Case_IsComparedWhereTheTableSaysSo(string match) =>
        Assert.False(new WordTable(Enum.Parse<WordMatch>(match), StringComparison.Ordinal, "code").Matches("Code"));

    [Fact]
    public void SearchWords_AreTheShortestOfAllTables() => Assert.Equal(
        ["err", "Warn", "fail"],
        WordTable.SearchWords(
            StringComparison.OrdinalIgnoreCase,
            InAnyCase(WordMatch.Whole, "err", "LogError", "Warn"),
            InAnyCase(WordMatch.Part, "LogWarning", "fail", "Failed", "FAIL")));

    [Fact]
    public void SearchWords_KeepWhatOnlyDiffersInCaseWhereTheSearchComparesIt() => Assert.Equal(
        ["err", "Error"],
        WordTable.SearchWords(StringComparison.Ordinal, InAnyCase(WordMatch.Whole, "err", "Error", "Errors")));

    [Fact]
    public void SharedPart_StandsForTheWordsThatHaveIt() => Assert.Equal(
        ["Json", "Load"],
        WordTable.SearchWords(
            StringComparison.Ordinal,
            new WordTable(WordMatch.Whole, StringComparison.Ordinal, "GetJson", "Load", "ReceiveJson").SearchedBy("Json", "Parse")));

    [Fact]
    public void SearchEndings_AreTheShortestEnds() => Assert.Equal(
        ["url", "uriOf"],
        WordTable.SearchEndings(StringComparison.OrdinalIgnoreCase, InAnyCase(WordMatch.End, "url", "BaseUrl"), InAnyCase(WordMatch.End, "uriOf")));

    /// <summary>The search words of a table occur in everything that the table matches.</summary>
    [Theory]
    [MemberData(nameof(Tables))]
    public void Search_FindsAllThatATableMatches(string name)
    {
        var table = (WordTable)Fields().Single(field => $"{field.DeclaringType!.Name}.{field.Name}" == name).GetValue(null)!;
        var words = WordTable.SearchWords(StringComparison.Ordinal, table);

        Assert.All(table, word =>
        {
            Assert.True(table.Matches(word));
            Assert.Contains(words, found => word.Contains(found, StringComparison.Ordinal));
        });
    }

    private static WordTable InAnyCase(WordMatch match, params string[] words) => new(match, StringComparison.OrdinalIgnoreCase, words);

    private static IEnumerable<FieldInfo> Fields() => typeof(WordTable).Assembly.GetTypes()
        .SelectMany(static type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(static field => field.FieldType == typeof(WordTable));
}
