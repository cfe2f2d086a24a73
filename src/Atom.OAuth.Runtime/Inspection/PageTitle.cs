using System.Net;

namespace Atom.OAuth.Inspection;

/// <summary>Finds the title of an HTML page and sanitizes it for a message.</summary>
internal static class PageTitle
{
    // In bytes. Only attackers send longer titles.
    private const int LongestRaw = 4096;

    /// <summary>Searches the head of a page for its title.</summary>
    /// <param name="page">The bytes read so far.</param>
    /// <param name="title">The raw title; empty if there is none.</param>
    /// <returns><see langword="false"/> if the title may still follow.</returns>
    public static bool TryFind(ReadOnlySpan<byte> page, out ReadOnlySpan<byte> title)
    {
        title = default;
        for (var tag = page.IndexOf((byte)'<'); tag >= 0; tag = page.IndexOf((byte)'<'))
        {
            page = page.Slice(tag + 1);
            if (IsTag(page, "title"u8))
            {
                var start = page.IndexOf((byte)'>') + 1;
                var end = IndexOfEnd(page, "title"u8);
                var isWhole = start > 0 && end >= start;
                title = isWhole ? page.Slice(start, end - start) : default;
                return isWhole;
            }

            if (IsTag(page, "body"u8) || IsTag(page, "/head"u8))
            {
                return true;
            }

            var skipped = page switch
            {
                [(byte)'!', (byte)'-', (byte)'-', ..] => page.IndexOf("-->"u8),
                _ when IsTag(page, "script"u8) => IndexOfEnd(page, "script"u8),
                _ when IsTag(page, "style"u8) => IndexOfEnd(page, "style"u8),
                _ => 0,
            };
            if (skipped < 0)
            {
                return false;
            }

            page = page.Slice(skipped);
        }

        return false;
    }

    /// <summary>Decodes and sanitizes a title. It must not be shown yet: see <c>BodyVerdict.Shown</c>.</summary>
    /// <returns>The title, or <see langword="null"/> if nothing is left of it.</returns>
    public static string? Clean(ReadOnlySpan<byte> title, in ContentLabel label)
    {
        var text = TextEncodings.Decode(title.Slice(0, Math.Min(title.Length, LongestRaw)), label);
        return DisplayText.Clean(WebUtility.HtmlDecode(text), LongestRaw);
    }

    private static bool IsTag(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
        => text.Length > name.Length && Ascii.StartsWithIgnoreCase(text, name)
            && (text[name.Length] is (byte)'>' or (byte)'/' || Ascii.IsWhitespace(text[name.Length]));

    private static int IndexOfEnd(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        var from = 0;
        for (var tag = text.IndexOf("</"u8); tag >= 0; tag = text.Slice(from).IndexOf("</"u8))
        {
            from += tag;
            if (Ascii.StartsWithIgnoreCase(text.Slice(from + 2), name))
            {
                return from;
            }

            from += 2;
        }

        return -1;
    }
}
