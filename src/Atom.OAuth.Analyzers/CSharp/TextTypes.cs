using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>The names of text types in source, for checks without binding.</summary>
internal static class TextTypes
{
    /// <summary>Strings.</summary>
    private static readonly string[] Plain = { "string", "String" };

    /// <summary>Further types of text in a request.</summary>
    private static readonly string[] OfRequest = { "StringValues" };

    /// <summary>Returns true for the type of a text.</summary>
    public static bool IsText(this TypeSyntax type) => Plain.Contains(type.ToString().TrimEnd('?'));

    /// <summary>Returns true for the type of a text in a request.</summary>
    public static bool IsTextOfRequest(this TypeSyntax type) => type.IsText() || OfRequest.Contains(type.ToString().TrimEnd('?'));
}
