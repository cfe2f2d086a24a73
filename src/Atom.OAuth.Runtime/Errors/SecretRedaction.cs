using System.Text;

namespace Atom.OAuth.Errors;

/// <summary>
/// Lets through what is known to be safe in a text that is to be shown or logged: words, numbers and codes. Anything else reads as
/// <c>[redacted]</c>.
/// </summary>
/// <remarks>
/// A text is taken apart into segments between white space, quotes and other separators, and a segment into runs of letters and digits.
/// A run that is no word, number or code (<see cref="PlainWords"/>) is taken out together with what belongs to it. Where a name such as
/// <c>refresh_token</c> announces a value (<see cref="SecretNames"/>), only known words stay (<see cref="Vocabulary"/>).
/// </remarks>
internal static class SecretRedaction
{
    public const string Replacement = "[redacted]";

    /// <summary>Replaces what may be a secret.</summary>
    public static string Redact(string text)
    {
        StringBuilder? clean = null;
        var copied = 0;
        var position = 0;
        while (position < text.Length)
        {
            var piece = TextPiece.At(text.AsSpan(position));
            if (!IsPart(piece))
            {
                position += piece.Length;
                continue;
            }

            var end = EndOfSegment(text, position);
            if (SecretFinder.TryFind(text, position, end, out var secret))
            {
                clean ??= new StringBuilder(text.Length);
                clean.Append(text, copied, secret.Start - copied).Append(Replacement);

                // What is left of the segment is looked at by itself.
                copied = secret.End;
                end = copied;
            }

            position = end;
        }

        return clean is null ? text : clean.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Whether nothing has to be taken out.</summary>
    public static bool IsSafe(string text) => ReferenceEquals(Redact(text), text);

    private static int EndOfSegment(string text, int position)
    {
        while (position < text.Length)
        {
            var piece = TextPiece.At(text.AsSpan(position));
            if (!IsPart(piece))
            {
                break;
            }

            position += piece.Length;
        }

        return position;
    }

    /// <summary>Whether a character can be part of a secret, as that of a URL or of Base64 can.</summary>
    private static bool IsPart(in TextPiece piece)
        => piece.Meaning is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9')
            or '-' or '_' or '.' or '~' or '+' or '/' or '@' or '#' or '$' or '*' or '^' or '%';
}
