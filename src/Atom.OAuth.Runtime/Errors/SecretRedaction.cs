using System.Text;

namespace Atom.OAuth.Errors;

/// <summary>
/// Keeps what is known to be safe in a text to be shown or logged: words, numbers and codes. Everything else is replaced by
/// <c>[redacted]</c>.
/// </summary>
/// <remarks>
/// The text is split into segments at white space, quotes and other separators, and each segment into runs of letters and digits.
/// A run that is not a word, number or code (<see cref="PlainWords"/>) is removed together with what belongs to it. If a name such as
/// <c>refresh_token</c> precedes a value (<see cref="SecretNames"/>), only known words are kept (<see cref="Vocabulary"/>).
/// </remarks>
internal static class SecretRedaction
{
    public const string Replacement = "[redacted]";

    /// <summary>Replaces possible secrets.</summary>
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

                // The rest of the segment is inspected separately.
                copied = secret.End;
                end = copied;
            }

            position = end;
        }

        return clean is null ? text : clean.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Determines whether there is nothing to remove.</summary>
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

    /// <summary>Determines whether a character can be part of a secret, as those of a URL or of Base64 can.</summary>
    private static bool IsPart(in TextPiece piece)
        => piece.Meaning is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9')
            or '-' or '_' or '.' or '~' or '+' or '/' or '@' or '#' or '$' or '*' or '^' or '%';
}
