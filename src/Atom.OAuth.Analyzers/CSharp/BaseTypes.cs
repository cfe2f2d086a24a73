using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>The base types and interfaces of a type as written, without their namespaces.</summary>
internal static class BaseTypes
{
    public static IEnumerable<SimpleNameSyntax> Of(TypeDeclarationSyntax type)
    {
        foreach (var written in type.BaseList?.Types ?? default)
        {
            if (NameIn(written.Type) is { } name)
            {
                yield return name;
            }
        }
    }

    /// <summary>Gets the names, without type arguments.</summary>
    public static IEnumerable<string> NamesOf(TypeDeclarationSyntax type) => Of(type).Select(static name => name.Identifier.ValueText);

    private static SimpleNameSyntax? NameIn(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right,
        AliasQualifiedNameSyntax alias => alias.Name,
        _ => type as SimpleNameSyntax,
    };
}
