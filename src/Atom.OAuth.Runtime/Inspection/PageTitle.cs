using System.Net;
using System.Text;

namespace Atom.OAuth.Inspection;

/// <summary>Finds the title of an HTML page and makes it fit for a message.</summary>
internal static class PageTitle
{
    private const int Longest = 100;

    /// <summary>Searches the head of a page for its title.</summary>
    /// <param name="page">The bytes read so far, in an encoding that contains ASCII.</param>
    /// <param name="title">The raw title; empty when there is none.</param>
    /// <returns><see langword="false"/> when the title may still come.</returns>
    public static bool TryFind(ReadOnlySpan<byte> page, out ReadOnlySpan<byte> title)
    {
        title = default;
        while (true)
        {
            int tag = page.IndexOf((byte)'<');
            if (tag < 0)
            {
                return false;
            }

            page = page.Slice(tag + 1);
            if (IsTag(page, "title"u8))
            {
                int start = page.IndexOf((byte)'>') + 1;
                int length = start == 0 ? -1 : IndexOfEndTag(page.Slice(start), "title"u8);
                title = length < 0 ? default : page.Slice(start, length);
                return length >= 0;
            }

            if (IsTag(page, "body"u8) || IsTag(page, "/head"u8))
            {
                return true;
            }

            int skipped = IsTag(page, "script"u8) ? IndexOfEndTag(page, "script"u8)
                : IsTag(page, "style"u8) ? IndexOfEndTag(page, "style"u8)
                : page.StartsWith("!--"u8) ? page.IndexOf("-->"u8)
                : 0;
            if (skipped < 0)
            {
                return false;
            }

            page = page.Slice(skipped);
        }
    }

    /// <summary>Decodes a title and cleans it.</summary>
    /// <returns>The title, or <see langword="null"/> when nothing is left of it.</returns>
    public static string? Clean(ReadOnlySpan<byte> title, in ContentLabel label)
    {
        if (title.IsEmpty)
        {
            return null;
        }

        // A title is read for a message: far behind the cut nothing matters.
        byte[] bytes = title.Slice(0, Math.Min(title.Length, 16 * Longest)).ToArray();
        Encoding encoding = TextEncodings.IsUtf8(title) ? Encoding.UTF8 : TextEncodings.Find(label.Charset) ?? Encoding.UTF8;
        return DisplayText.Clean(WebUtility.HtmlDecode(encoding.GetString(bytes)), Longest);
    }

    private static int IndexOfEndTag(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        int from = 0;
        while (true)
        {
            int tag = text.Slice(from).IndexOf("</"u8);
            if (tag < 0)
            {
                return -1;
            }

            from += tag;
            if (Ascii.StartsWithIgnoreCase(text.Slice(from + 2), name))
            {
                return from;
            }

            from += 2;
        }
    }

    private static bool IsTag(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
        => text.Length > name.Length && Ascii.StartsWithIgnoreCase(text, name)
            && (text[name.Length] is (byte)'>' or (byte)'/' || Ascii.IsWhitespace(text[name.Length]));
}
