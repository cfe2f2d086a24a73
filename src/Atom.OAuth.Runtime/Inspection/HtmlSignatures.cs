namespace Atom.OAuth.Inspection;

/// <summary>The element names by which the start of a page is told from other markup.</summary>
/// <remarks>
/// The table of the WHATWG MIME Sniffing Standard (section 7.1), and behind it what pages of OAuth servers, proxies and
/// frameworks start with besides.
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

    /// <summary>Tells whether an element of this name starts an HTML page.</summary>
    /// <param name="name">The name, in any case.</param>
    public static bool IsPageElement(ReadOnlySpan<byte> name)
        => name.Length is > 0 and <= sizeof(ulong) && Names.AsSpan().IndexOf(Pack(name)) >= 0;

    // Every name fits into eight bytes, so that a look-up is one search over numbers.
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
