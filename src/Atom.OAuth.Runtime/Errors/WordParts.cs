namespace Atom.OAuth.Errors;

/// <summary>Splits a run of letters and digits into numbers, words in lower or upper case, and words that start with a capital.</summary>
internal ref struct WordParts(ReadOnlySpan<char> run)
{
    private readonly ReadOnlySpan<char> _run = run;
    private int _start;
    private int _end;

    public readonly ReadOnlySpan<char> Current => _run.Slice(_start, _end - _start);

    public readonly WordParts GetEnumerator() => this;

    public bool MoveNext()
    {
        _start = _end;
        if (_start >= _run.Length)
        {
            return false;
        }

        _end = _start + 1;
        if (char.IsDigit(_run[_start]))
        {
            while (_end < _run.Length && char.IsDigit(_run[_end]))
            {
                _end++;
            }

            return true;
        }

        var isUpper = char.IsUpper(_run[_start]);
        while (_end < _run.Length && char.IsUpper(_run[_end]) && isUpper)
        {
            _end++;
        }

        if (isUpper && _end - _start > 1)
        {
            // HTTPError: the last capital starts the next word. URLs: it does not.
            var startsNext = _end < _run.Length && char.IsLower(_run[_end]) && !(_run[_end] == 's' && IsEnd(_end + 1));
            _end -= startsNext ? 1 : 0;
            _end += !startsNext && _end < _run.Length && _run[_end] == 's' ? 1 : 0;
            return true;
        }

        while (_end < _run.Length && char.IsLower(_run[_end]))
        {
            _end++;
        }

        return true;
    }

    private readonly bool IsEnd(int position) => position >= _run.Length || !char.IsLower(_run[position]);
}
