using System.Globalization;

namespace Atom.OAuth.Fuzz;

/// <summary>Invariants of every text that the library writes.</summary>
internal static class Oracles
{
    public static void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw new FuzzException(what);
        }
    }

    /// <summary>Requires a single line of limited length, without control or invisible characters, tags or secrets, in valid UTF-16.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">The maximum length in characters.</param>
    /// <param name="secret">The part of the planted secret that must not appear, or <see langword="null"/>.</param>
    public static void CheckText(string? text, int longest, string? secret)
    {
        if (text is null)
        {
            return;
        }

        Require(text.Length > 0, "An empty text");
        Require(text.Length <= longest, $"{text.Length} characters: {text}");
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is >= ' ' and <= '~')
            {
                Require(c != '<' || i + 1 == text.Length || !(char.IsAsciiLetter(text[i + 1]) || text[i + 1] is '/' or '!' or '?'), $"A tag: {text}");
                continue;
            }

            var isPair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            Require(isPair || !char.IsSurrogate(c), $"Half a surrogate pair: {text}");
            var category = CharUnicodeInfo.GetUnicodeCategory(text, i);
            Require(
                category is not (UnicodeCategory.Control or UnicodeCategory.Format
                    or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator),
                FormattableString.Invariant($"The character U+{(int)c:X4}: {text}"));
            i += isPair ? 1 : 0;
        }

        Require(!text.Contains(Secrets.AccessToken, StringComparison.Ordinal), $"The access token: {text}");
        Require(secret is null || !text.Contains(secret, StringComparison.Ordinal), $"The secret {secret}: {text}");
    }
}
