using System.Globalization;
using Atom.OAuth.Errors;

namespace Atom.OAuth.Inspection;

/// <summary>
/// Composes messages from the provider, the status, the kind and the page's title. A short text is quoted; any other body is never shown.
/// </summary>
internal static class ResponseMessages
{
    private const int LongestName = 60;

    /// <summary>Returns the stable code of a kind.</summary>
    public static string Code(ResponseBodyKind kind, HttpResponseMessage? response = null) => Describe(kind, response).Code;

    /// <summary>Sanitizes and cuts a name from an external source.</summary>
    public static string? Name(string? name) => DisplayText.Clean(name, LongestName);

    /// <summary>Creates a message for users.</summary>
    /// <param name="provider">The provider's name, or <see langword="null"/>.</param>
    /// <param name="verdict">The verdict on the body.</param>
    /// <param name="response">The response, or <see langword="null"/> if only its body is known.</param>
    /// <param name="text">The sanitized body, if it is a short text.</param>
    public static string Create(string? provider, in BodyVerdict verdict, HttpResponseMessage? response, string? text = null)
    {
        var name = Name(provider);
        (var code, var what, var complaint) = Describe(verdict.Kind, response);
        var words = text is null ? "." : $": \"{text.TrimEnd('.')}\".";
        var failure = $"{(name is null ? string.Empty : name + " ")}OAuth failed: {code} - {name ?? "The provider"} {what}"
            + $"{Circumstances(verdict.Title, response)}{complaint}{words}";
        return ResponseHints.Find(verdict, response, text) is { } hint ? $"{failure} {hint}" : failure;
    }

    private static string Circumstances(string? title, HttpResponseMessage? response)
    {
        if (response is null)
        {
            return title is null ? string.Empty : $" (\"{title}\")";
        }

        var status = "HTTP " + ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        if (title is null || SaysNothing(title))
        {
            status = Name(response.ReasonPhrase) is { } reason ? $"{status} {SecretRedaction.Redact(reason)}" : status;
        }

        return title is null ? $" ({status})" : $" ({status}, \"{title}\")";
    }

    /// <summary>Determines whether a title says so little that the reason phrase is worth adding.</summary>
    private static bool SaysNothing(string title)
        => title.Trim('.', '!', ' ').ToUpperInvariant() is "ERROR" or "ERROR PAGE" or "AN ERROR OCCURRED" or "PROXY ERROR";

    private static (string Code, string What, string Complaint) Describe(ResponseBodyKind kind, HttpResponseMessage? response)
    {
        const string Instead = " instead of JSON";
        const string InsteadOfReturning = " instead of returning JSON";

        if (kind == ResponseBodyKind.RedirectedToPage && response is not null)
        {
            return Redirections.Of(response) switch
            {
                Redirection.Page => Describe(kind, null),
                Redirection.OtherServer => ("redirected", "redirected to another server", InsteadOfReturning),
                _ => ("redirected", "redirected to another address", InsteadOfReturning),
            };
        }

        return kind switch
        {
            ResponseBodyKind.Html => ("unexpected_html", "returned a web page", Instead),
            ResponseBodyKind.RedirectedToPage => ("redirected_to_page", "redirected to a login or consent page", InsteadOfReturning),
            ResponseBodyKind.NoContent => ("no_content", "returned no content", Instead),
            ResponseBodyKind.Empty => ("empty_response", "returned an empty body", Instead),
            ResponseBodyKind.Xml => ("unexpected_xml", "returned XML", Instead),
            ResponseBodyKind.Form => ("unexpected_form", "returned form-encoded pairs", Instead),
            ResponseBodyKind.Text => ("unexpected_text", "returned plain text", Instead),
            ResponseBodyKind.Jsonp => ("unexpected_script", "returned a script", Instead),
            ResponseBodyKind.JsonGuarded => ("guarded_json", "returned JSON", " behind a guard against scripts"),
            ResponseBodyKind.MalformedJson => ("malformed_json", "returned JSON", " that is damaged or cut off"),
            ResponseBodyKind.UnexpectedJson => ("unexpected_json", "returned JSON", " of an unexpected shape"),
            ResponseBodyKind.TooLarge => ("response_too_large", "returned JSON", " of more than 1 MiB"),
            ResponseBodyKind.Compressed => ("undecoded_compression", "returned compressed bytes", " that cannot be decoded"),
            _ => ("unexpected_content", "returned unknown content", Instead),
        };
    }
}
