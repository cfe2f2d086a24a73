using System.Globalization;
using System.Text.RegularExpressions;

namespace Atom.OAuth.Testing;

/// <summary>Checks and renders the sources of facts.</summary>
internal static partial class SourceLinks
{
    /// <summary>Determines whether a reader can look up the source: it starts with a link or an RFC number.</summary>
    public static bool CanBeFollowed(string? source) => source is not null && Start().IsMatch(source);

    /// <summary>Renders Markdown in which each URL and each RFC is a link with a short text.</summary>
    public static string Render(string source) => Links().Replace(source, static match => match.Groups["rfc"].Success
        ? $"[{match.Value}]({Address(match)})"
        : $"[{Text(new Uri(match.Value))}]({Address(match)})");

    /// <summary>Gets the URL of the first source.</summary>
    public static string Address(string source) => Address(Links().Match(source));

    /// <summary>
    /// Gets the remarks on the sources: the text after a source's colon, or a separate text between semicolons. Text that only introduces a source
    /// becomes a link to it.
    /// </summary>
    public static string Remark(string source) => string.Join("; ", source.Split("; ").Select(Said).Where(said => said.Length > 0));

    private static string Said(string part)
    {
        if (Links().Match(part) is not { Success: true } link)
        {
            return part;
        }

        if (link.Index > 0)
        {
            return link.Index + link.Length == part.Length && part[..link.Index].EndsWith(": ", StringComparison.Ordinal)
                ? $"[{part[..(link.Index - 2)]}]({Address(link)})"
                : "";
        }

        var colon = part.IndexOf(": ", link.Length, StringComparison.Ordinal);
        return colon < 0 ? "" : part[(colon + 2)..];
    }

    private static string Address(Match link) => link.Groups["rfc"] is { Success: true } rfc
        ? $"https://www.rfc-editor.org/rfc/rfc{rfc.Value}#section-{link.Groups["section"].Value}"
        : link.Value;

    /// <summary>Gets the repository with the file or the number, or else the host with the last part of the path.</summary>
    private static string Text(Uri url)
    {
        var parts = url.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var host = url.Host.StartsWith("www.", StringComparison.Ordinal) ? url.Host[4..] : url.Host;
        return (host, parts) switch
        {
            ("github.com", [_, var name, "issues" or "pull", var number, ..]) => $"{name}#{number}",
            ("github.com", [_, var name, ..]) when parts.Length > 2 => $"{name}: {Uri.UnescapeDataString(parts[^1])}",
            ("github.com", [_, var name]) => name,
            (_, []) => host,
            _ => string.Create(CultureInfo.InvariantCulture, $"{host}: {parts[^1]}"),
        };
    }

    [GeneratedRegex(@"^(https://[a-z0-9.-]+/?\S*|RFC \d{4}, section [\d.]*\d)")]
    private static partial Regex Start();

    [GeneratedRegex(@"https://[^\s;,()]*[^\s;,().:]|RFC (?<rfc>\d{4}), section (?<section>[\d.]*\d)")]
    private static partial Regex Links();
}
