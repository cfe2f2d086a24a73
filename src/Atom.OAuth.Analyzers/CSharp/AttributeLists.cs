using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>Attributes as they are written, before anything is bound.</summary>
internal static class AttributeLists
{
    /// <summary>Whether one of the attributes has one of the names, written with or without <c>Attribute</c> at its end.</summary>
    public static bool HasAttribute(this SyntaxList<AttributeListSyntax> lists, params string[] names)
    {
        foreach (var list in lists)
        {
            foreach (var attribute in list.Attributes)
            {
                var name = attribute.Name is QualifiedNameSyntax qualified
                    ? qualified.Right.Identifier.ValueText
                    : (attribute.Name as SimpleNameSyntax)?.Identifier.ValueText ?? "";
                if (Array.Exists(names, wanted => name == wanted || name == wanted + "Attribute"))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
