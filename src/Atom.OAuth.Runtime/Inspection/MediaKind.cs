namespace Atom.OAuth.Inspection;

/// <summary>What a content type claims, as coarse as the decision table needs it.</summary>
internal enum MediaKind
{
    Json,
    Html,

    /// <summary>Plain text, scripts, binary data, no content type or one that makes no sense: nothing to go by.</summary>
    Other,
    Form,
    Xml,
}
