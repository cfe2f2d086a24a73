using System.Collections;

namespace Atom.OAuth.Analyzers.Text;

/// <summary>Where a word of a table must occur in a name or text.</summary>
internal enum WordMatch
{
    /// <summary>The word is the whole text.</summary>
    Whole,

    /// <summary>The text contains the word.</summary>
    Part,

    /// <summary>The text starts with the word.</summary>
    Start,

    /// <summary>The text ends with the word.</summary>
    End,
}

/// <summary>
/// A list of words, and how they are matched. The words for searching source text without binding are derived from the same tables
/// (<see cref="SearchWords"/>), so that the search finds everything that the tables match.
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
    /// Returns the same table, searched by parts that many of its words have in common, which takes fewer searches. A word without any of
    /// the parts is
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

    /// <summary>Gets words such that everything that one of the tables matches contains at least one of them.</summary>
    /// <param name="search">How the text is searched.</param>
    /// <param name="tables">The tables that are applied to the search results.</param>
    public static string[] SearchWords(StringComparison search, params WordTable[] tables) =>
        Shortest(
            tables.SelectMany(static table => table._words.Select(table.SearchWord)),
            search,
            static (word, part, comparison) => word.IndexOf(part, comparison) >= 0);

    /// <summary>Gets the same for tables of endings, and a search for the ends of names.</summary>
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

    /// <summary>Removes words that contain another one: a text that contains them also contains the shorter one.</summary>
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
