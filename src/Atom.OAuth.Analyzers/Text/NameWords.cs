namespace Atom.OAuth.Analyzers.Text;

/// <summary>
/// The words of a name, split at capitals, underscores and hyphens. OAuth is a single word, and Async is ignored. Nearly every name in a
/// program is split, so the words are found in place, one after the other, instead of copied.
/// </summary>
internal struct NameWords
{
    private readonly string _text;
    private int _start;
    private int _length;
    private int _next;

    public NameWords(string name)
    {
        _text = name.Replace("OAuth", "Oauth");
        (_start, _length, _next) = (0, 0, 0);
    }

    public readonly string Current => _text.Substring(_start, _length);

    public bool MoveNext()
    {
        for (var i = _next; i <= _text.Length; i++)
        {
            if (!EndsAt(i))
            {
                continue;
            }

            (_start, _length) = (_next, i - _next);
            _next = i == _text.Length || !char.IsLetterOrDigit(_text[i]) ? i + 1 : i;
            if (_length > 0 && string.CompareOrdinal(_text, _start, "Async", 0, _length) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Compares the current word, singular or plural.</summary>
    public readonly bool Is(string wanted) =>
        string.Compare(_text, _start, wanted, 0, wanted.Length, StringComparison.OrdinalIgnoreCase) == 0
        && (_length == wanted.Length || (_length == wanted.Length + 1 && _text[_start + _length - 1] is 's' or 'S' or '2'));

    private readonly bool EndsAt(int i) =>
        i == _text.Length || !char.IsLetterOrDigit(_text[i])
        || (i > _next && char.IsUpper(_text[i]) && (!char.IsUpper(_text[i - 1]) || (i + 1 < _text.Length && char.IsLower(_text[i + 1]))));
}
