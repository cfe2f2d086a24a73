using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Atom.OAuth.Analyzers.Retirements;

/// <summary>
/// What retired URLs look like, without their scheme:
/// <c>{id}</c> is one segment, known or not; <c>*</c> is known text within a segment; <c>{3..5}</c> is a number;
/// <c>/**</c> is any number of segments, none included; <c>a|b</c> are two hosts, and <c>*.</c> before a host is any subdomain;
/// <c>?name</c> is a parameter of the query; what is to be replaced stands in brackets.
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

    /// <summary>The pattern as a page shows it.</summary>
    public static string Show(string pattern) => Shows.Replace(pattern, static match => match.Value switch
    {
        "[" or "]" => "",
        _ when match.Groups[1].Length == 0 => $"{{1–{match.Groups[2].Value}}}",
        _ when match.Groups[2].Length == 0 => $"{{{match.Groups[1].Value}–}}",
        _ => $"{{{match.Groups[1].Value}–{match.Groups[2].Value}}}",
    });

    /// <summary>Where the pattern is in a URL without its scheme; null where it is not.</summary>
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

        // What is not known, right behind the address, is a query; behind a slash it is one more segment.
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

/// <summary>Where a pattern is in a URL without its scheme.</summary>
/// <param name="KeyLength">How much of the URL tells that it is retired.</param>
/// <param name="MarkStart">Where what is to be replaced starts, or a negative number where nothing is.</param>
/// <param name="MarkLength">How long that is.</param>
/// <param name="Number">The number in the URL, or a negative number where the pattern has none.</param>
/// <param name="HasQuery">Whether a query or fragment follows.</param>
internal sealed record UrlMatch(int KeyLength, int MarkStart, int MarkLength, int Number, bool HasQuery);
