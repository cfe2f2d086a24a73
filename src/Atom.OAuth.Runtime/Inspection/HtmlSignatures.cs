namespace Atom.OAuth.Inspection;

/// <summary>The element names that distinguish the start of a page from other markup.</summary>
/// <remarks>
/// The table of the WHATWG MIME Sniffing Standard (section 7.1), followed by what else pages of OAuth servers, proxies and
/// frameworks start with.
/// </remarks>
internal static class HtmlSignatures
{
    private static readonly ulong[] Names = Array.ConvertAll<string, ulong>(
        [
            "html", "head", "script", "iframe", "h1", "div", "font", "table", "a", "style", "title", "b", "body", "br", "p",
            "meta", "link", "center", "form", "noscript", "span", "svg", "base", "frameset", "main", "section", "article",
            "header", "nav", "img", "h2", "h3", "h4", "hr", "pre", "ul", "ol", "strong", "i", "input", "button", "template",
        ],
        name => Pack(System.Text.Encoding.ASCII.GetBytes(name)));

    /// <summary>Determines whether an element with this name starts an HTML page.</summary>
    /// <param name="name">The name, in any case.</param>
    public static bool IsPageElement(ReadOnlySpan<byte> name)
        => name.Length is > 0 and <= sizeof(ulong) && Names.AsSpan().IndexOf(Pack(name)) >= 0;

    // Every name fits into eight bytes, so a lookup is a single search over numbers.
    private static ulong Pack(ReadOnlySpan<byte> name)
    {
        ulong packed = 0;
        foreach (var letter in name)
        {
            packed = (packed << 8) | Ascii.ToLower(letter);
        }

        return packed;
    }
}
