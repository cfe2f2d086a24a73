using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Atom.OAuth.Analyzers.Retirements;

/// <summary>
/// A pattern for retired URLs, without their scheme:
/// <c>{id}</c> is a segment, known or unknown; <c>*</c> is known text within a segment; <c>{3..5}</c> is a number;
/// <c>/**</c> is any number of segments, including none; <c>a|b</c> are alternative hosts, and <c>*.</c> before a host is any subdomain;
/// <c>?name</c> is a query parameter; the part to be replaced is in brackets.
/// </summary>
internal sealed class UrlPattern
{
    private const string Any = "/**";
    private const string NotInSegment = "/?#";
    private static readonly Regex Shows = new(@"[\[\]]|\{(\d*)\.\.(\d*)\}", RegexOptions.CultureInvariant);

    private readonly Regex _regex;
    private readonly int _min;
    private readonly int _max = int.MaxValue;

    public UrlPattern(string pattern)
    {
        var range = Shows.Matches(pattern).Cast<Match>().FirstOrDefault(static match => match.Value[0] == '{');
        if (range is not null)
        {
            _min = Number(range.Groups[1].Value, 0);
            _max = Number(range.Groups[2].Value, int.MaxValue);
        }

        _regex = new Regex(Translate(pattern), RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);
    }

    /// <summary>Formats the pattern for a page.</summary>
    public static string Show(string pattern) => Shows.Replace(pattern, static match => match.Value switch
    {
        "[" or "]" => "",
        _ when match.Groups[1].Length == 0 => $"{{1–{match.Groups[2].Value}}}",
        _ when match.Groups[2].Length == 0 => $"{{{match.Groups[1].Value}–}}",
        _ => $"{{{match.Groups[1].Value}–{match.Groups[2].Value}}}",
    });

    /// <summary>Matches a URL without its scheme; null if it does not match.</summary>
    public UrlMatch? Find(string url)
    {
        var match = _regex.Match(url);
        if (!match.Success)
        {
            return null;
        }

        var number = match.Groups["n"] is { Success: true } digits ? Number(digits.Value, int.MaxValue) : -1;
        if (number >= 0 && (number < _min || number > _max))
        {
            return null;
        }

        var key = match.Groups["key"];
        var mark = match.Groups["mark"];
        return new UrlMatch(
            key.Length,
            mark.Success ? mark.Index : -1,
            mark.Length,
            number,
            url.Length > match.Length && url[match.Length] is '?' or '#');
    }

    private static int Number(string digits, int otherwise) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static string Translate(string pattern)
    {
        var query = pattern.IndexOf('?');
        var address = query < 0 ? pattern : pattern.Substring(0, query);
        var isOpen = address.EndsWith(Any, StringComparison.Ordinal);
        var key = isOpen ? address.Substring(0, address.Length - Any.Length) : address;
        var slash = key.IndexOf('/') is var at and >= 0 ? at : key.Length;

        var regex = new StringBuilder("^(?<key>");
        regex.Append(key.IndexOf('|') < 0
            ? Part(key)
            : $"(?:{Part(key.Substring(0, slash)).Replace("\\|", "|")}){Part(key.Substring(slash))}").Append(')');

        // An unknown part directly after the address is a query; after a slash it is another segment.
        regex.Append(isOpen ? "(?:/[^?#]*)?(?=$|[?#])" : $"(?:/?(?=$|[?#])|(?={ComposedText.Hole}))");
        if (query >= 0)
        {
            regex.Append(@"\?(?:[^#]*&)?").Append(Regex.Escape(pattern.Substring(query + 1))).Append('=');
        }

        return regex.ToString();
    }

    private static string Part(string part)
    {
        var regex = new StringBuilder();
        for (var i = 0; i < part.Length; i++)
        {
            switch (part[i])
            {
                case '[':
                    regex.Append("(?<mark>");
                    break;
                case ']':
                    regex.Append(')');
                    break;
                case '{':
                    var end = part.IndexOf('}', i);
                    regex.Append(part.IndexOf("..", i, end - i, StringComparison.Ordinal) < 0 ? $"[^{NotInSegment}]+" : @"(?<n>\d+)");
                    i = end;
                    break;
                case '*' when i + 2 < part.Length && part[i + 1] == '*':
                    regex.Append($"(?:[^{NotInSegment}]+/)*");
                    i += 2;
                    break;
                case '*':
                    regex.Append($"[^{NotInSegment}{ComposedText.Hole}]+");
                    break;
                default:
                    regex.Append(Regex.Escape(part[i].ToString()));
                    break;
            }
        }

        return regex.ToString();
    }
}

/// <summary>A match of a pattern in a URL without its scheme.</summary>
/// <param name="KeyLength">The length of the part that identifies it as retired.</param>
/// <param name="MarkStart">The start of the part to be replaced; negative if there is none.</param>
/// <param name="MarkLength">The length of that part.</param>
/// <param name="Number">The number in the URL; negative if the pattern has none.</param>
/// <param name="HasQuery">Whether a query or fragment follows.</param>
internal sealed record UrlMatch(int KeyLength, int MarkStart, int MarkLength, int Number, bool HasQuery);
