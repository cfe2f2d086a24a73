using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Atom.OAuth.Simulation;

/// <summary>
/// What proxies send in place of a provider that does not answer, recorded from the programs themselves (Faults/Recorded/record.sh): each is
/// a response with the status that it came with, which is replaced where another is asked for.
/// </summary>
public static class ProxyPages
{
    private const string Folder = "Recorded.";
    private const string Extension = ".http";
    private const string HeadEnd = "\r\n\r\n";

    /// <summary>YARP sends a status and nothing else, as an ASP.NET Core application does that sets one: there is nothing to record.</summary>
    private static readonly Recording Yarp = new("YARP", "502", "Bad Gateway", string.Empty, string.Empty);

    private static readonly SortedDictionary<string, Recording> Pages = ReadAll();

    /// <summary>Gets the names of the pages.</summary>
    public static IReadOnlyCollection<string> All => Pages.Keys;

    /// <summary>Gets the programs that the pages are of, with their versions.</summary>
    public static IReadOnlyCollection<string> Programs => [.. Pages.Values.Select(static page => page.Program)];

    /// <summary>Returns a page for a status.</summary>
    /// <param name="name">One of <see cref="All"/>.</param>
    /// <param name="status">The status.</param>
    /// <returns>The page's own content type, empty where it has none, and its text.</returns>
    /// <exception cref="ArgumentException">There is no such page.</exception>
    public static (string ContentType, string Text) Write(string name, int status)
    {
        if (!Pages.TryGetValue(name, out var page))
        {
            throw new ArgumentException($"There is no page '{name}'. There are: {string.Join(", ", Pages.Keys)}.", nameof(name));
        }

        var code = status.ToString(CultureInfo.InvariantCulture);
        return (page.ContentType, code == page.Status ? page.Text : page.Text
            .Replace(page.Reason, ReasonPhrases.GetReasonPhrase(status), StringComparison.Ordinal)
            .Replace(page.Status, code, StringComparison.Ordinal));
    }

    private static SortedDictionary<string, Recording> ReadAll()
    {
        SortedDictionary<string, Recording> pages = new(StringComparer.Ordinal) { ["yarp"] = Yarp };
        foreach (var resource in typeof(ProxyPages).Assembly
            .GetManifestResourceNames()
            .Where(static name => name.StartsWith(Folder, StringComparison.Ordinal)))
        {
            using StreamReader reader = new(typeof(ProxyPages).Assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            pages[resource[Folder.Length..^Extension.Length]] = Read(reader.ReadToEnd());
        }

        return pages;
    }

    /// <summary>A line with the program, the status line, the headers, and the body.</summary>
    private static Recording Read(string text)
    {
        int begin = text.IndexOf('\n', StringComparison.Ordinal) + 1, end = text.IndexOf(HeadEnd, StringComparison.Ordinal);
        var head = text[begin..end].Split("\r\n");
        var status = head[0].Split(' ', 3);
        const string Type = "content-type:";
        var type = Array.Find(head, static line => line.StartsWith(Type, StringComparison.OrdinalIgnoreCase));
        return new(text[..(begin - 1)], status[1], status[2], type?[Type.Length..].Trim() ?? string.Empty, text[(end + HeadEnd.Length)..]);
    }

    private sealed record Recording(string Program, string Status, string Reason, string ContentType, string Text);
}
