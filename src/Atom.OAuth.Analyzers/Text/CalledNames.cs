namespace Atom.OAuth.Analyzers.Text;

/// <summary>Names to find where something is called: a single pass over the text finds all of them, however many there are.</summary>
internal sealed class CalledNames
{
    /// <summary>The characters after a method's name in a call, possibly preceded by white space.</summary>
    private static readonly char[] Openings = { '(', '<' };

    /// <summary>By first character and length: most names in a text hit an empty bucket, and need no comparison.</summary>
    private readonly string[]?[] _buckets = new string[]?[256];

    public CalledNames(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            ref var bucket = ref _buckets[BucketOf(name[0], name.Length)];
            if (bucket is null)
            {
                bucket = new[] { name };
            }
            else if (!bucket.Contains(name))
            {
                Array.Resize(ref bucket, bucket.Length + 1);
                bucket[bucket.Length - 1] = name;
            }
        }
    }

    /// <summary>Adds the positions in part of a text where one of the names starts and may be called.</summary>
    public void Find(string text, int start, int end, List<int> found)
    {
        for (var at = text.IndexOfAny(Openings, start, end - start); at >= 0; at = text.IndexOfAny(Openings, at + 1, end - at - 1))
        {
            var nameEnd = at;
            while (nameEnd > start && char.IsWhiteSpace(text[nameEnd - 1]))
            {
                nameEnd--;
            }

            var name = nameEnd;
            while (name > start && TextSearch.IsPartOfName(text, name - 1))
            {
                name--;
            }

            if (name < nameEnd && Contains(text, name, nameEnd - name))
            {
                found.Add(name);
            }
        }
    }

    public bool Contains(string name) => name.Length > 0 && Contains(name, 0, name.Length);

    private static int BucketOf(char first, int length) => ((first * 31) + length) & 255;

    private bool Contains(string text, int start, int length)
    {
        if (_buckets[BucketOf(text[start], length)] is { } names)
        {
            foreach (var name in names)
            {
                if (name.Length == length && string.CompareOrdinal(text, start, name, 0, length) == 0)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
