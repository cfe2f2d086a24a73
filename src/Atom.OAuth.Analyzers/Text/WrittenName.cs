namespace Atom.OAuth.Analyzers.Text;

/// <summary>
/// A name in the text of code with its surroundings, which suffice to exclude most names before their tokens are looked up.
/// It may be in a comment or a literal.
/// </summary>
internal readonly struct WrittenName
{
    private readonly string _text;
    private readonly int _start;
    private readonly int _end;

    private WrittenName(string text, int start, int end)
    {
        _text = text;
        _start = start;
        _end = end;
    }

    public string Value => _text.Substring(_start, _end - _start);

    /// <summary>The name before it, separated by a dot; null if there is none.</summary>
    public string? NameBefore
    {
        get
        {
            var dot = SkipBack(_start) - 1;
            if (dot < 0 || _text[dot] != '.')
            {
                return null;
            }

            var end = SkipBack(dot);
            var start = StartOf(_text, end);
            return start < end ? _text.Substring(start, end - start) : null;
        }
    }

    /// <summary>True if arguments or a member access follow the name.</summary>
    public bool MayBeCalled
    {
        get
        {
            var next = _end;
            while (next < _text.Length && char.IsWhiteSpace(_text[next]))
            {
                next++;
            }

            return next < _text.Length && _text[next] is '(' or '<' or '.' or '?' or '!';
        }
    }

    /// <summary>Gets the name around a word in the text.</summary>
    public static WrittenName Around(string text, int start, int end)
    {
        while (TextSearch.IsPartOfName(text, end))
        {
            end++;
        }

        return new WrittenName(text, StartOf(text, start), end);
    }

    private static int StartOf(string text, int end)
    {
        while (TextSearch.IsPartOfName(text, end - 1))
        {
            end--;
        }

        return end;
    }

    private int SkipBack(int end)
    {
        while (end > 0 && char.IsWhiteSpace(_text[end - 1]))
        {
            end--;
        }

        return end;
    }
}
