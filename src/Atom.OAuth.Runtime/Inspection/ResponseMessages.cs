using System.Globalization;

namespace Atom.OAuth.Inspection;

/// <summary>Puts messages together. They name provider, status, kind and the page's title, and never the body.</summary>
internal static class ResponseMessages
{
    private const int LongestProvider = 60;
    private const int LongestReason = 60;

    /// <summary>The stable code of a kind.</summary>
    public static string Code(ResponseBodyKind kind) => Describe(kind).Code;

    /// <summary>A provider's name as the caller gave it, cleaned.</summary>
    public static string? Provider(string? provider) => DisplayText.Clean(provider, LongestProvider);

    /// <summary>A message for people.</summary>
    /// <param name="provider">The provider's name, or <see langword="null"/>.</param>
    /// <param name="kind">What came instead of JSON.</param>
    /// <param name="response">The response, or <see langword="null"/> when only its body is known.</param>
    /// <param name="title">The page's cleaned title, or <see langword="null"/>.</param>
    public static string Create(string? provider, ResponseBodyKind kind, HttpResponseMessage? response, string? title)
    {
        string? name = Provider(provider);
        (string code, string what) = Describe(kind);
        string hint = PageHints.Find(title) is { } text ? " " + text : string.Empty;
        return $"{(name is null ? string.Empty : name + " ")}OAuth failed: {code} - {name ?? "The provider"} {what}{Details(response, title)} instead of JSON.{hint}";
    }

    private static string Details(HttpResponseMessage? response, string? title)
    {
        if (response is null)
        {
            return title is null ? string.Empty : $" (\"{title}\")";
        }

        string status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        if (title is not null)
        {
            return $" (HTTP {status}, \"{title}\")";
        }

        string? reason = DisplayText.Clean(response.ReasonPhrase, LongestReason);
        return reason is null ? $" (HTTP {status})" : $" (HTTP {status} {reason})";
    }

    private static (string Code, string What) Describe(ResponseBodyKind kind) => kind switch
    {
        ResponseBodyKind.Html => ("unexpected_html", "returned a web page"),
        ResponseBodyKind.RedirectedToPage => ("redirected_to_page", "redirected to a login or consent page"),
        ResponseBodyKind.NoContent => ("no_content", "returned no content"),
        ResponseBodyKind.Empty => ("empty_response", "returned an empty body"),
        ResponseBodyKind.Xml => ("unexpected_xml", "returned XML"),
        ResponseBodyKind.Form => ("unexpected_form", "returned form-encoded pairs"),
        ResponseBodyKind.Text => ("unexpected_text", "returned plain text"),
        ResponseBodyKind.Compressed => ("undecoded_compression", "returned compressed bytes that cannot be decoded"),
        ResponseBodyKind.JsonGuarded => ("guarded_json", "returned JSON behind a guard for browsers"),
        ResponseBodyKind.Jsonp => ("unexpected_jsonp", "returned a script"),
        ResponseBodyKind.MalformedJson => ("malformed_json", "returned damaged JSON"),
        ResponseBodyKind.UnexpectedJson => ("unexpected_json", "returned JSON of an unexpected shape"),
        ResponseBodyKind.TooLarge => ("response_too_large", "returned more than 1 MiB"),
        _ => ("unexpected_content", "returned unknown content"),
    };
}
