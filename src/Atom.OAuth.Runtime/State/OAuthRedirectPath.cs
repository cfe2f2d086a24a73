using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Atom.OAuth;

/// <summary>Decides whether a browser may be redirected to a path after a callback: the path must stay within the application.</summary>
/// <remarks>
/// A safe path starts with exactly one slash. It has no backslash, white space, control, separator or direction character,
/// no character that normalises to a URL delimiter (such as U+FF0F), and no <c>.</c> or <c>..</c> segment; its
/// path part has no percent-encoded slash, backslash or control character, not even double-encoded. Letters, marks and digits of any
/// script need not be encoded. Query and fragment are up to the application (RFC 9700 4.11).
/// </remarks>
public static class OAuthRedirectPath
{
    /// <summary>The maximum length of a path, in bytes of UTF-8.</summary>
    public const int MaxLength = 160;

    // RFC 3986: the characters allowed in a path, query or fragment, plus the square brackets that query strings contain in practice.
    private const string Punctuation = "-._~!$&'()*+,;=:@/?#%[]";

    /// <summary>Determines whether a path is safe.</summary>
    /// <param name="path">The path, for example <c>/integrations?tab=slack</c>.</param>
    /// <returns><see langword="true"/> if the path stays within the application.</returns>
    public static bool IsSafe([NotNullWhen(true)] string? path) => Problem(path) is null;

    /// <summary>Determines whether a path is safe, and if not, why.</summary>
    /// <param name="path">The path, for example <c>/integrations?tab=slack</c>.</param>
    /// <param name="problem">The reason, as a sentence that does not repeat the path; <see langword="null"/> if the path is safe.</param>
    /// <returns><see langword="true"/> if the path stays within the application.</returns>
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
    /// Percent-encodes the non-ASCII characters of a safe path as UTF-8, as browsers do, for use in the <c>Location</c> header:
    /// <c>/é</c> becomes <c>/%C3%A9</c>. All other characters are left as they are.
    /// </summary>
    /// <param name="path">The path, for example <c>/integrations?tab=slack</c>.</param>
    /// <returns>The equivalent path in ASCII.</returns>
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

    /// <summary>Two hex digits that decode neither to a delimiter nor to something that becomes one when decoded again.</summary>
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

    /// <summary>Parameters are ignored, because some servers remove them before they resolve the segment.</summary>
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
