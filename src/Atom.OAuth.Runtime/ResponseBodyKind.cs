namespace Atom.OAuth;

/// <summary>What the body of a provider's response turned out to be.</summary>
/// <remarks>
/// The body outranks its label: a body that starts like a JSON object is <see cref="Json"/> under any content type,
/// and a body that starts like a web page is <see cref="Html"/> under any content type.
/// </remarks>
public enum ResponseBodyKind
{
    /// <summary>Nothing that can be told: binary data, or a body whose start and content type contradict each other.</summary>
    Unknown = 0,

    /// <summary>The body starts like a JSON object or array.</summary>
    Json,

    /// <summary>A JSON string, number, <c>true</c>, <c>false</c> or <c>null</c>, labelled as JSON.</summary>
    JsonScalar,

    /// <summary>JSON behind a guard against script inclusion, such as <c>)]}'</c> or <c>while(1);</c>.</summary>
    JsonGuarded,

    /// <summary>A script that calls a function with JSON; it is never evaluated.</summary>
    Jsonp,

    /// <summary>The body starts like JSON, but is damaged, cut off or followed by something else. Only the safe read can tell.</summary>
    MalformedJson,

    /// <summary>Whole and valid JSON that does not fit the type to be read. Only the safe read can tell.</summary>
    UnexpectedJson,

    /// <summary>A web page.</summary>
    Html,

    /// <summary>A redirect to a web page, usually a login or consent page; the body was not looked at.</summary>
    RedirectedToPage,

    /// <summary>The status or the request's method says that there is no body: 204, 205, 304, or a HEAD request.</summary>
    NoContent,

    /// <summary>A body of no bytes, or of white space only, where one was due.</summary>
    Empty,

    /// <summary>XML that is no web page, such as a SOAP fault or a storage error.</summary>
    Xml,

    /// <summary>Form-encoded pairs (<c>access_token=…&amp;scope=…</c>).</summary>
    Form,

    /// <summary>Plain text, such as <c>Bad Gateway</c>.</summary>
    Text,

    /// <summary>Compressed bytes that no <c>Content-Encoding</c> announces or that cannot be decoded.</summary>
    Compressed,

    /// <summary>JSON of more than 1 MiB (1,048,576 bytes), counted after decompression. Only the safe read sets this bound.</summary>
    TooLarge,
}
