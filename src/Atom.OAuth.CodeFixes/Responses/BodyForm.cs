using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Responses;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.CodeFixes.Responses;

/// <summary>The forms in which the runtime can check a body.</summary>
internal enum BodyForm
{
    /// <summary>None of these: a stream, a reader.</summary>
    None,
    Response,
    Content,
    Text,
    Bytes,
}

internal static class BodyForms
{
    public static BodyForm FormOf(this OAuthSymbols symbols, ITypeSymbol? type) =>
        type.IsOrInheritsFrom(symbols.HttpResponseMessage) ? BodyForm.Response
        : type.IsOrInheritsFrom(symbols.HttpContent) ? BodyForm.Content
        : type?.SpecialType == SpecialType.System_String ? BodyForm.Text
        : type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte } ? BodyForm.Bytes
        : BodyForm.None;
}
