using System.Globalization;
using System.Text;

namespace Atom.OAuth.Errors;

/// <summary>One way in which a known secret may be written, and the search for it.</summary>
internal readonly struct SecretForm
{
    public const int ShortestSecret = 4;

    // Fewer characters can stand in a word by chance.
    private const int ShortestEncoded = 8;
    private const int ShortestBeginning = 12;

    private readonly string _text;
    private readonly bool _isBase64;

    private SecretForm(string text, bool isBase64 = false)
    {
        _text = text;
        _isBase64 = isBase64;
    }

    /// <summary>Adds every form of a secret. Escapes and white space are not forms: the search sees through them.</summary>
    public static void AddAll(string secret, List<SecretForm> forms)
    {
        var dense = Dense(secret).Text;
        forms.Add(new SecretForm(dense));
        if (dense.Length < secret.Length)
        {
            forms.Add(new SecretForm(secret.Replace(' ', '+')));
        }

        var bytes = Encoding.UTF8.GetBytes(secret);
        for (var before = 0; before < 3; before++)
        {
            // Within a longer text its Base64 depends on what precedes it; what does not is the form.
            var encoded = Convert.ToBase64String([.. new byte[before], .. bytes]);
            var start = ((before * 8) + 5) / 6;
            var end = (bytes.Length + before) * 8 / 6;
            if (end - start >= ShortestEncoded)
            {
                forms.Add(new SecretForm(encoded.Substring(start, end - start), isBase64: true));
            }
        }

        if (bytes.Length * 2 >= ShortestEncoded)
        {
            StringBuilder hex = new(bytes.Length * 2);
            foreach (var value in bytes)
            {
                hex.Append(value.ToString("x2", CultureInfo.InvariantCulture));
            }

            forms.Add(new SecretForm(hex.ToString()));
        }

        // Encoded once more: %252B
        var escaped = Uri.EscapeDataString(secret);
        if (escaped != secret)
        {
            forms.Add(new SecretForm(escaped));
        }
    }

    /// <summary>Replaces every form.</summary>
    public static string Remove(string text, SecretForm[] forms)
    {
        // White space may split a secret anywhere, also within an escape: the search does not see any.
        (var dense, var places) = Dense(text);
        StringBuilder? clean = null;
        var copied = 0;
        var position = 0;
        while (position < dense.Length)
        {
            var length = 0;
            foreach (var form in forms)
            {
                length = Math.Max(length, form.Match(dense, position));
            }

            if (length > 0)
            {
                clean ??= new StringBuilder(text.Length);
                clean.Append(text, copied, places[position] - copied).Append(SecretRedaction.Replacement);
                copied = places[position + length - 1] + 1;
            }

            position += Math.Max(1, length);
        }

        return clean is null ? text : clean.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>A text without white space and invisible characters, and where each of its characters was.</summary>
    private static (string Text, int[] Places) Dense(string text)
    {
        StringBuilder dense = new(text.Length);
        var places = new int[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsInvisible(text[i]))
            {
                places[dense.Length] = i;
                dense.Append(text[i]);
            }
        }

        return (dense.ToString(), places);
    }

    /// <summary>How long this form is where a text has it at a position; 0 where it does not.</summary>
    private int Match(string text, int position)
    {
        var matched = 0;
        var i = position;
        while (matched < _text.Length && i < text.Length)
        {
            var piece = TextPiece.At(text.AsSpan(i));
            if (AreEqual(piece.Meaning, _text[matched]))
            {
                i += piece.Length;
                matched++;
            }
            else if (piece.IsEscaped && text[i] == _text[matched])
            {
                // What looks like an escape is part of the secret itself.
                i++;
                matched++;
            }
            else if (piece.IsEscaped && matched > 0 && IsInvisible(piece.Meaning))
            {
                i += piece.Length;
            }
            else
            {
                break;
            }
        }

        // A short one counts whole and in its own case.
        var isFound = matched == _text.Length || (matched >= ShortestBeginning && matched * 2 >= Math.Min(_text.Length, 2 * ShortestBeginning));
        if (!isFound)
        {
            return 0;
        }

        // The last character of Base64 holds bits of what follows, too, and belongs to the secret all the same.
        i += _isBase64 && i < text.Length && char.IsLetterOrDigit(text[i]) ? 1 : 0;
        while (_isBase64 && i < text.Length && text[i] == '=')
        {
            i++;
        }

        return i - position;
    }

    private bool AreEqual(char actual, char expected)
        => actual == expected
            || (char.IsLetter(expected) && _text.Length >= ShortestEncoded && char.ToUpperInvariant(actual) == char.ToUpperInvariant(expected))
            || (_isBase64 && ((expected == '+' && actual == '-') || (expected == '/' && actual == '_')))
            || (expected == '"' && actual == '\'');

    private static bool IsInvisible(char c) => char.IsWhiteSpace(c) || char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format;
}
