using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Atom.OAuth;

/// <summary>The one rule for a path to which a browser may be sent after a callback: it stays within the application.</summary>
/// <remarks>
/// A safe path starts with exactly one slash; has no backslash, no white space, no control, separator or direction character,
/// no character that a normalisation turns into one of the URL's own (such as U+FF0F), no <c>.</c> or <c>..</c> segment, and in its
/// path part no percent-encoded slash, backslash or control character, also not encoded twice. Letters, marks and digits of every
/// script may stand unencoded. Query and fragment are the application's own matter (RFC 9700 4.11).
/// </remarks>
public static class OAuthRedirectPath
{
    /// <summary>The longest path, in bytes of UTF-8.</summary>
    public const int MaxLength = 160;

    // RFC 3986: what may stand in a path, query or fragment, and the square brackets that query strings have in practice.
    private const string Punctuation = "-._~!$&'()*+,;=:@/?#%[]";

    /// <summary>Tells whether a path is safe.</summary>
    /// <param name="path">The path, for example <c>/integrations?tab=slack</c>.</param>
    /// <returns><see langword="true"/> when a browser that is sent there stays within the application.</returns>
    public static bool IsSafe([NotNullWhen(true)] string? path) => Problem(path) is null;

    /// <summary>Tells whether a path is safe, and if not, why.</summary>
    /// <param name="path">The path, for example <c>/integrations?tab=slack</c>.</param>
    /// <param name="problem">What is wrong, as a sentence that does not repeat the path; <see langword="null"/> when it is safe.</param>
    /// <returns><see langword="true"/> when a browser that is sent there stays within the application.</returns>
    public static bool TryValidate([NotNullWhen(true)] string? path, [NotNullWhen(false)] out string? problem)
    {
        problem = Problem(path);
        return problem is null;
    }

    private static string? Problem(string? path)
    {
        if (string.IsNullOrEmpty(path))
        {
            return "The redirect path is empty.";
        }

        if (path!.Length > MaxLength || Encoding.UTF8.GetByteCount(path) > MaxLength)
        {
            return $"The redirect path is longer than {MaxLength} bytes.";
        }

        if (path[0] != '/')
        {
            return "The redirect path does not start with a slash: it has to be a path within the application.";
        }

        if (path.Length > 1 && path[1] is '/' or '\\')
        {
            return "The redirect path starts with two slashes: a browser would read a host there.";
        }

        return CharacterProblem(path) ?? PathProblem(path.AsSpan(0, PathPartLength(path)));
    }

    /// <summary>
    /// Percent-encodes what is not ASCII, as browsers do it (UTF-8), so that a safe path can be the value of the header <c>Location</c>:
    /// <c>/é</c> becomes <c>/%C3%A9</c>. The rest stays as it is.
    /// </summary>
    /// <param name="path">The path, for example <c>/integrations?tab=slack</c>.</param>
    /// <returns>The path in ASCII; it leads to the same place.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is <see langword="null"/>.</exception>
    public static string Encode(string path)
    {
        if ((path ?? throw new ArgumentNullException(nameof(path))).All(c => c < 128))
        {
            return path;
        }

        StringBuilder text = new();
        foreach (var value in Encoding.UTF8.GetBytes(path))
        {
            _ = value < 128 ? text.Append((char)value) : text.Append('%').Append(value.ToString("X2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    internal static int PathPartLength(string path)
    {
        var end = path.IndexOfAny(['?', '#']);
        return end < 0 ? path.Length : end;
    }

    private static string? CharacterProblem(string path)
    {
        for (var i = 0; i < path.Length; i++)
        {
            var c = path[i];
            if (c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') || (c < 128 && Punctuation.Contains(c)))
            {
                continue;
            }

            if (c < 128 || !IsLetterOrDigit(path, i))
            {
                return FormattableString.Invariant(
                    $"The redirect path has the character U+{(int)c:X4}, which does not belong in a URL: percent-encode it, or leave it out.");
            }

            i += char.IsHighSurrogate(c) ? 1 : 0;
        }

        return null;
    }

    private static bool IsLetterOrDigit(string path, int index)
        => CharUnicodeInfo.GetUnicodeCategory(path, index) is
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber;

    private static string? PathProblem(ReadOnlySpan<char> path)
    {
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '%' && !IsHarmlessEscape(path.Slice(i + 1)))
            {
                return "The redirect path has a percent-encoded slash, backslash or control character, is encoded twice, or has an incomplete escape.";
            }
        }

        while (!path.IsEmpty)
        {
            path = path.Slice(1);
            var end = path.IndexOf('/');
            if (IsDotSegment(end < 0 ? path : path.Slice(0, end)))
            {
                return "The redirect path has a '.' or '..' segment: write the path that it leads to.";
            }

            path = end < 0 ? default : path.Slice(end);
        }

        return null;
    }

    /// <summary>What follows a percent sign: two digits, and neither a delimiter nor what becomes one when it is decoded once more.</summary>
    private static bool IsHarmlessEscape(ReadOnlySpan<char> text)
        => Escaped(text) is { } value && value is not ('/' or '\\' or < ' ' or '\x7F') && (value != '%' || Escaped(text.Slice(2)) is null);

    private static char? Escaped(ReadOnlySpan<char> text)
        => text.Length >= 2 && HexDigit(text[0]) is { } high && HexDigit(text[1]) is { } low ? (char)((high * 16) + low) : null;

    private static int? HexDigit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => null,
    };

    /// <summary>Also one with parameters behind it, which some servers cut off before they resolve the segment.</summary>
    private static bool IsDotSegment(ReadOnlySpan<char> segment)
    {
        var dots = 0;
        while (!segment.IsEmpty && segment[0] != ';')
        {
            var length = segment[0] == '.' ? 1 : segment[0] == '%' && Escaped(segment.Slice(1)) == '.' ? 3 : 0;
            if (length == 0)
            {
                return false;
            }

            dots++;
            segment = segment.Slice(length);
        }

        return dots is 1 or 2;
    }
}
