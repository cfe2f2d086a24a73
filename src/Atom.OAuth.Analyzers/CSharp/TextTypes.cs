using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>How the type of a text is written, for looks at the code before anything is bound.</summary>
internal static class TextTypes
{
    /// <summary>A text.</summary>
    private static readonly string[] Plain = { "string", "String" };

    /// <summary>A text that comes with a request, besides.</summary>
    private static readonly string[] OfRequest = { "StringValues" };

    /// <summary>True for the type of a text.</summary>
    public static bool IsText(this TypeSyntax type) => Plain.Contains(type.ToString().TrimEnd('?'));

    /// <summary>True for the type of a text that comes with a request.</summary>
    public static bool IsTextOfRequest(this TypeSyntax type) => type.IsText() || OfRequest.Contains(type.ToString().TrimEnd('?'));
}
