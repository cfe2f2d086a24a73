namespace Atom.OAuth.Analyzers.Text;

/// <summary>Looks for words in names and texts, in upper or lower case.</summary>
internal static class AnyCase
{
    public static bool Contains(string text, string word) => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>True when the text has one of the words in it.</summary>
    public static bool ContainsAny(string text, string[] words)
    {
        foreach (var word in words)
        {
            if (Contains(text, word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The words that have no other in them: a text with one of the others has one of these.</summary>
    public static string[] Shortest(IEnumerable<string> words)
    {
        var all = words.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return all.Where(word => !all.Exists(other => other.Length < word.Length && Contains(word, other))).ToArray();
    }
}
