namespace Atom.OAuth.Analyzers.Text;

/// <summary>
/// A table of patterns of names. A pattern is words that occur in the name in this order, with others between them or not:
/// <c>Get Token</c> is in GetAccessTokensAsync. <c>^</c> stands for the start of the name, <c>$</c> for its end.
/// </summary>
internal sealed class NameTable
{
    private readonly string[][] _patterns;

    public NameTable(params string[] patterns)
    {
        Patterns = patterns;
        _patterns = Array.ConvertAll(patterns, static pattern => pattern.Split(' '));
    }

    public IReadOnlyList<string> Patterns { get; }

    public bool Matches(string name)
    {
        var words = Words(name);
        return Array.Exists(_patterns, pattern => Matches(words, pattern));
    }

    /// <summary>The words of a name: capitals, underscores and hyphens part them. OAuth is one word, and Async says nothing.</summary>
    public static List<string> Words(string name)
    {
        List<string> words = new();
        var text = name.Replace("OAuth", "Oauth");
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            var ends = i == text.Length || !char.IsLetterOrDigit(text[i])
                || (i > start && char.IsUpper(text[i]) && (!char.IsUpper(text[i - 1]) || (i + 1 < text.Length && char.IsLower(text[i + 1]))));
            if (!ends)
            {
                continue;
            }

            if (i > start && string.CompareOrdinal(text, start, "Async", 0, i - start) != 0)
            {
                words.Add(text.Substring(start, i - start));
            }

            start = i < text.Length && !char.IsLetterOrDigit(text[i]) ? i + 1 : i;
        }

        return words;
    }

    private static bool Matches(List<string> words, string[] pattern)
    {
        var at = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == "$")
            {
                return at == words.Count;
            }

            var anchored = pattern[i][0] == '^';
            var wanted = anchored ? pattern[i].Substring(1) : pattern[i];
            while (at < words.Count && !IsWord(words[at], wanted))
            {
                if (anchored)
                {
                    return false;
                }

                at++;
            }

            if (at++ >= words.Count)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Singular and plural alike.</summary>
    private static bool IsWord(string word, string wanted) =>
        word.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)
        && (word.Length == wanted.Length || (word.Length == wanted.Length + 1 && word[word.Length - 1] is 's' or 'S' or '2'));
}
