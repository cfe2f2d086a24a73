namespace Atom.OAuth;

/// <summary>The kind of body that a provider's response has.</summary>
/// <remarks>
/// The body takes precedence over the content type: a body that starts like a JSON object is <see cref="Json"/>,
/// and a body that starts like a web page is <see cref="Html"/>, whatever the content type.
/// </remarks>
public enum ResponseBodyKind
{
    /// <summary>Not recognized: binary data, or a body whose start contradicts its content type.</summary>
    Unknown = 0,

    /// <summary>The body starts like a JSON object or array.</summary>
    Json,

    /// <summary>A JSON string, number, <c>true</c>, <c>false</c> or <c>null</c> with a JSON content type.</summary>
    JsonScalar,

    /// <summary>JSON with a prefix against script inclusion, such as <c>)]}'</c> or <c>while(1);</c>.</summary>
    JsonGuarded,

    /// <summary>A script that passes JSON to a function; it is never evaluated.</summary>
    Jsonp,

    /// <summary>The body starts like JSON, but is damaged, truncated or followed by something else. Only the safe read detects this.</summary>
    MalformedJson,

    /// <summary>Complete and valid JSON that cannot be deserialized to the requested type. Only the safe read detects this.</summary>
    UnexpectedJson,

    /// <summary>A web page.</summary>
    Html,

    /// <summary>A redirect to a web page, usually a login or consent page; the body was not inspected.</summary>
    RedirectedToPage,

    /// <summary>The status or the request method rules out a body: 204, 205, 304, or a HEAD request.</summary>
    NoContent,

    /// <summary>No bytes, or only white space, where a body was expected.</summary>
    Empty,

    /// <summary>XML other than XHTML, such as a SOAP fault or a storage error.</summary>
    Xml,

    /// <summary>Form-encoded pairs (<c>access_token=…&amp;scope=…</c>).</summary>
    Form,

    /// <summary>Plain text, such as <c>Bad Gateway</c>.</summary>
    Text,

    /// <summary>Compressed bytes without a matching <c>Content-Encoding</c>, or that cannot be decompressed.</summary>
    Compressed,

    /// <summary>JSON of more than 1 MiB (1,048,576 bytes), counted after decompression. Only the safe read enforces this limit.</summary>
    TooLarge,
}
