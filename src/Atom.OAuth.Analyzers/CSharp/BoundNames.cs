using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>The names under which request values are bound to parameters and properties.</summary>
internal static class BoundNames
{
    /// <summary>Gets the name in an attribute, <c>[FromQuery(Name = "error")]</c>, else the parameter's own.</summary>
    public static string Of(ParameterSyntax parameter) => Of(parameter.AttributeLists, parameter.Identifier);

    /// <summary>Gets the name in an attribute, else the property's own.</summary>
    public static string Of(PropertyDeclarationSyntax property) => Of(property.AttributeLists, property.Identifier);

    private static string Of(SyntaxList<AttributeListSyntax> attributes, SyntaxToken name)
    {
        foreach (var argument in attributes.SelectMany(static list => list.Attributes).SelectMany(
            static attribute => attribute.ArgumentList?.Arguments ?? default))
        {
            if (argument is { NameEquals.Name.Identifier.ValueText: "Name", Expression: LiteralExpressionSyntax { Token.Value: string bound } })
            {
                return bound;
            }
        }

        return name.ValueText;
    }
}
