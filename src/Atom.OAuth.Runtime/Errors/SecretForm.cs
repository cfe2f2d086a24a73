using System.Globalization;
using System.Text;

namespace Atom.OAuth.Errors;

/// <summary>One encoding of a known secret, and the search for it.</summary>
internal readonly struct SecretForm
{
    public const int ShortestSecret = 4;

    // Shorter ones may occur in a word by chance.
    private const int ShortestEncoded = 8;
    private const int ShortestBeginning = 12;

    private readonly string _text;
    private readonly bool _isBase64;

    private SecretForm(string text, bool isBase64 = false)
    {
        _text = text;
        _isBase64 = isBase64;
    }

    /// <summary>Adds every encoding of a secret. Escapes and white space need none: the search ignores them.</summary>
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
            // In a longer text, the first and last Base64 characters depend on what surrounds the secret; search for the rest.
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

        // Double-encoded: %252B
        var escaped = Uri.EscapeDataString(secret);
        if (escaped != secret)
        {
            forms.Add(new SecretForm(escaped));
        }
    }

    /// <summary>Replaces every encoding of the secrets.</summary>
    public static string Remove(string text, SecretForm[] forms)
    {
        // White space may split a secret anywhere, even within an escape: the search ignores it.
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

    /// <summary>Removes white space and invisible characters, and keeps the original index of each character.</summary>
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

    /// <summary>Returns the length of the match at a position; 0 if there is none.</summary>
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
                // It looks like an escape, but is part of the secret itself.
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

        // A short secret must match completely, and in its own case.
        var isFound = matched == _text.Length || (matched >= ShortestBeginning && matched * 2 >= Math.Min(_text.Length, 2 * ShortestBeginning));
        if (!isFound)
        {
            return 0;
        }

        // The last Base64 character also has bits of what follows, but belongs to the secret.
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
