using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>Inspects attributes by syntax, without binding.</summary>
internal static class AttributeLists
{
    private const string Suffix = "Attribute";

    /// <summary>Determines whether one of the attributes has one of the names, with or without the suffix <c>Attribute</c>.</summary>
    public static bool HasAttribute(this SyntaxList<AttributeListSyntax> lists, params string[] names)
    {
        foreach (var list in lists)
        {
            foreach (var attribute in list.Attributes)
            {
                var name = attribute.Name is QualifiedNameSyntax qualified
                    ? qualified.Right.Identifier.ValueText
                    : (attribute.Name as SimpleNameSyntax)?.Identifier.ValueText ?? "";
                if (IsOneOf(name, names))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Returns true if the name of an attribute is one of these, with or without the suffix.</summary>
    public static bool IsOneOf(string name, string[] names)
    {
        foreach (var wanted in names)
        {
            if (name.StartsWith(wanted, StringComparison.Ordinal)
                && (name.Length == wanted.Length || string.CompareOrdinal(name, wanted.Length, Suffix, 0, name.Length) == 0))
            {
                return true;
            }
        }

        return false;
    }
}
