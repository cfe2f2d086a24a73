namespace Atom.OAuth.Inspection;

/// <summary>The content type, as coarse as the decision table needs it.</summary>
internal enum MediaKind
{
    Json,
    Html,

    /// <summary>Plain text, scripts, binary data, or a missing or invalid content type: tells nothing about the body.</summary>
    Other,
    Form,
    Xml,
}
