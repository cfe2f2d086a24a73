namespace Atom.OAuth.CodeFixes.Subjects;

/// <summary>The forms in which the runtime can check a body.</summary>
internal enum BodyForm
{
    None,
    Response,
    Content,
    Text,
    Bytes,
}
