namespace Atom.OAuth.Inspection;

/// <summary>What the first bytes of a body look like, whatever its content type.</summary>
internal enum BodyShape
{
    /// <summary>No bytes, or white space only.</summary>
    Nothing,

    /// <summary>The start of a JSON object or array.</summary>
    Json,

    /// <summary>A signature of an HTML page.</summary>
    Html,

    /// <summary>Markup without a signature of HTML.</summary>
    Xml,

    /// <summary>Form-encoded pairs with a token or an error.</summary>
    OAuthForm,

    /// <summary>Text that starts with <c>name=value</c>.</summary>
    Pairs,

    /// <summary>A prefix against script inclusion.</summary>
    GuardedJson,

    /// <summary>A function call.</summary>
    Jsonp,

    /// <summary>The magic number of a compressed format.</summary>
    Compressed,

    /// <summary>A JSON string, number, true, false or null.</summary>
    Scalar,

    /// <summary>Any other text.</summary>
    Text,

    /// <summary>Bytes that do not occur in text.</summary>
    Binary,
}
