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
        NameWords? words = null;
        foreach (var pattern in _patterns)
        {
            if (pattern.MayMatch(name) && pattern.Matches(words ??= new NameWords(name)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gets the words of a name.</summary>
    public static List<string> Words(string name)
    {
        List<string> found = new();
        for (var words = new NameWords(name); words.MoveNext();)
        {
            found.Add(words.Current);
        }

        return found;
    }

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

        /// <summary>Takes the words by value, so that each pattern starts at the first one.</summary>
        public bool Matches(NameWords words)
        {
            for (var i = 0; i < _words.Length; i++)
            {
                if (_words[i] == End)
                {
                    return !words.MoveNext();
                }

                do
                {
                    if (!words.MoveNext())
                    {
                        return false;
                    }

                    if (words.Is(_words[i]))
                    {
                        break;
                    }
                }
                while (!_anchored[i]);

                if (!words.Is(_words[i]))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
