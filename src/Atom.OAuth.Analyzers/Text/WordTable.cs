using System.Collections;

namespace Atom.OAuth.Analyzers.Text;

/// <summary>Where a word of a table has to be in a name or a text.</summary>
internal enum WordMatch
{
    /// <summary>The word is all of it.</summary>
    Whole,

    /// <summary>The word is anywhere in it.</summary>
    Part,

    /// <summary>It starts with the word.</summary>
    Start,

    /// <summary>It ends with the word.</summary>
    End,
}

/// <summary>
/// Words, and how they are matched. What source text is searched for before anything is bound comes from the same tables
/// (<see cref="SearchWords"/>), so that the search finds all that the tables match.
/// </summary>
internal sealed class WordTable : IEnumerable<string>
{
    private readonly string[] _words;
    private readonly StringComparison _comparison;
    private readonly string[] _shared;

    public WordTable(WordMatch match, StringComparison comparison, params string[] words)
        : this(match, comparison, words, Array.Empty<string>())
    {
    }

    private WordTable(WordMatch match, StringComparison comparison, string[] words, string[] shared)
    {
        Match = match;
        _comparison = comparison;
        _words = words;
        _shared = shared;
    }

    public WordMatch Match { get; }

    /// <summary>
    /// The same table, whose words are found by parts that many of them have in common: fewer searches. A word that has none of the parts is
    /// searched for itself.
    /// </summary>
    public WordTable SearchedBy(params string[] parts) => new(Match, _comparison, _words, parts);

    public bool Matches(string text)
    {
        foreach (var word in _words)
        {
            if (IsMatch(text, word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Words of which everything that one of the tables matches has at least one in it.</summary>
    /// <param name="search">How the text is searched for them.</param>
    /// <param name="tables">The tables that are asked about what the search finds.</param>
    public static string[] SearchWords(StringComparison search, params WordTable[] tables) =>
        Shortest(
            tables.SelectMany(static table => table._words.Select(table.SearchWord)),
            search,
            static (word, part, comparison) => word.IndexOf(part, comparison) >= 0);

    /// <summary>The same for tables of endings, and names that are searched for by their ends.</summary>
    public static string[] SearchEndings(StringComparison search, params WordTable[] tables) =>
        Shortest(tables.SelectMany(static table => table._words), search, static (word, part, comparison) => word.EndsWith(part, comparison));

    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_words).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private bool IsMatch(string text, string word) => Match switch
    {
        WordMatch.Whole => string.Equals(text, word, _comparison),
        WordMatch.Part => text.IndexOf(word, _comparison) >= 0,
        WordMatch.Start => text.StartsWith(word, _comparison),
        _ => text.EndsWith(word, _comparison),
    };

    private string SearchWord(string word) => Array.Find(_shared, part => word.IndexOf(part, StringComparison.Ordinal) >= 0) ?? word;

    /// <summary>The words that have no other in them: a text with one of the others has one of these.</summary>
    private static string[] Shortest(IEnumerable<string> words, StringComparison search, Func<string, string, StringComparison, bool> has)
    {
        var all = new List<string>();
        foreach (var word in words)
        {
            if (!all.Exists(known => string.Equals(known, word, search)))
            {
                all.Add(word);
            }
        }

        return all.Where(word => !all.Exists(other => other.Length < word.Length && has(word, other, search))).ToArray();
    }
}
