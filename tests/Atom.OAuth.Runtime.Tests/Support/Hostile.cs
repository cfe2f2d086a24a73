using System.Globalization;
using CsCheck;

namespace Atom.OAuth.Tests.Support;

/// <summary>Malicious texts, and the invariants of all texts that contain them.</summary>
internal static class Hostile
{
    /// <summary>An access token that is long enough to be recognized as a secret anywhere.</summary>
    public const string AccessToken = "atk4Zx81hQ7vPmRt55LkWq0aB3nYc9eJd2Fs6GuHiO7p";

    /// <summary>Secrets that are recognized by their name or their format, each with the part that must not be output.</summary>
    public static readonly Gen<(string Text, string Core)> Secrets = Gen.OneOf<(string, string)>(
        (" xoxb-7712345678-QqWwEeRrTtYyUu ", "7712345678-QqWw"),
        (" client_secret=Hx7kkPq93mZvAa ", "Hx7kkPq93mZv"),
        (" refresh_token: Rt55vvLqWeZxCc ", "Rt55vvLqWeZx"),
        (" token: Bearer Bb88ffGgTtRrEeWwQq ", "Bb88ffGgTtRr"),
        (" eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhYmNkZWYifQ.c2lnbmF0dXJl ", "eyJzdWIiOiJhYmNk"),
        (" 4f9d8c7b6a5e4d3c2b1a0f9e8d7c6b5a4f3e2d1c0b9a8f7e ", "4f9d8c7b6a5e4d3c"));

    private static readonly Gen<string> Pieces = Gen.OneOf(
        Gen.String[0, 12],
        Gen.OneOf<string>(
            "<script>", "</b", "<", ">", "<!--", "&lt;b&gt;", "\r\n", "\t", "\0", "\u0085", "\u2028", "\u200B", "\u202E", "\u2066", "\uFEFF", "\u00AD", "\uFFFE", "\uFFFF", "\ud83d", "\ude00", "😀", "\U000E0001",
            "a\u0301\u0301", "\u0338", " ", "  ", "\"", "'", "\\", "AADSTS70011: ", "invalid_grant", "Access denied", AccessToken, new string('x', 300), "bearer ", "code=", "{\"error\":"));

    /// <summary>Combinations of malicious texts.</summary>
    public static readonly Gen<string> Texts = Pieces.Array[0, 8].Select(string.Concat);

    /// <summary>
    /// Requires a single line of limited length, without control or invisible characters, tags, the token or the given secret, in valid UTF-16.
    /// </summary>
    public static void CheckHarmless(string? text, int longest, string? secret = null)
    {
        if (text is null)
        {
            return;
        }

        Assert.InRange(text.Length, 1, longest);
        Assert.DoesNotMatch("<[A-Za-z/!?]", text);
        Assert.DoesNotContain(AccessToken, text, StringComparison.Ordinal);
        Assert.True(secret is null || !text.Contains(secret, StringComparison.Ordinal), text);
        for (var i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(text, i);
            Assert.True(
                category is not (UnicodeCategory.Control or UnicodeCategory.Format
                    or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                    || char.IsSurrogatePair(text, i),
                $"U+{(int)text[i]:X4}");
        }
    }
}
