namespace Atom.OAuth.Analyzers.Text;

/// <summary>Finds words in names and texts, ignoring case.</summary>
internal static class AnyCase
{
    public static bool Contains(string text, string word) => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>Returns true if the text contains one of the words.</summary>
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

    /// <summary>Removes words that contain another one: a text that contains them also contains the shorter one.</summary>
    public static string[] Shortest(IEnumerable<string> words)
    {
        var all = words.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return all.Where(word => !all.Exists(other => other.Length < word.Length && Contains(word, other))).ToArray();
    }
}
