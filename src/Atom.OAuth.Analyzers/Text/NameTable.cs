namespace Atom.OAuth.Analyzers.Text;

/// <summary>
/// A table of name patterns. A pattern is a list of words that occur in the name in this order, possibly with others in between:
/// <c>Get Token</c> matches GetAccessTokensAsync. <c>^</c> is the start of the name, <c>$</c> its end.
/// </summary>
internal sealed class NameTable
{
    private const string End = "$";

    private readonly Pattern[] _patterns;

    public NameTable(params string[] patterns)
    {
        Patterns = patterns;
        _patterns = Array.ConvertAll(patterns, static pattern => new Pattern(pattern));
    }

    public IReadOnlyList<string> Patterns { get; }

    public bool Matches(string name)
    {
        // Nearly every name in a program is tested, and nearly none matches: split it into words only if a pattern may match.
        List<string>? words = null;
        foreach (var pattern in _patterns)
        {
            if (pattern.MayMatch(name) && pattern.Matches(words ??= Words(name)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Splits a name into words at capitals, underscores and hyphens. OAuth is a single word, and Async is ignored.</summary>
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

    /// <summary>Matches singular and plural.</summary>
    private static bool IsWord(string word, string wanted) =>
        word.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)
        && (word.Length == wanted.Length || (word.Length == wanted.Length + 1 && word[word.Length - 1] is 's' or 'S' or '2'));

    /// <summary>The words of one pattern.</summary>
    private readonly struct Pattern
    {
        private readonly string[] _words;
        private readonly bool[] _anchored;

        public Pattern(string pattern)
        {
            var words = pattern.Split(' ');
            _anchored = Array.ConvertAll(words, static word => word[0] == '^');
            _words = Array.ConvertAll(words, static word => word.TrimStart('^'));
        }

        /// <summary>Compares the letters only: the words occur one after another.</summary>
        public bool MayMatch(string name)
        {
            var at = 0;
            foreach (var word in _words)
            {
                if (word == End)
                {
                    continue;
                }

                at = name.IndexOf(word, at, StringComparison.OrdinalIgnoreCase);
                if (at < 0)
                {
                    return false;
                }

                at += word.Length;
            }

            return true;
        }

        public bool Matches(List<string> words)
        {
            var at = 0;
            for (var i = 0; i < _words.Length; i++)
            {
                if (_words[i] == End)
                {
                    return at == words.Count;
                }

                while (at < words.Count && !IsWord(words[at], _words[i]))
                {
                    if (_anchored[i])
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
    }
}
