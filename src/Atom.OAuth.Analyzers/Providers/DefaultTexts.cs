using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Providers;

/// <summary>The texts that constructors give to a property without an initializer, such as the URLs in the options of a client library.</summary>
internal static class DefaultTexts
{
    /// <summary>
    /// Gets the tokens of the literals: <c>public Options(string apiUrl = Default) => ApiUrl = apiUrl;</c>, or without the parameter.
    /// </summary>
    public static IEnumerable<SyntaxToken> Of(IPropertySymbol property) =>
        property is { IsAbstract: false, Type.SpecialType: SpecialType.System_String, ContainingType: { } type }
            ? type.InstanceConstructors
                .SelectMany(static constructor => constructor.DeclaringSyntaxReferences)
                .Select(static declaration => declaration.GetSyntax())
                .OfType<ConstructorDeclarationSyntax>()
                .SelectMany(constructor => ValuesOf(constructor, property.Name))
                .Select(value => LiteralOf(value, type))
                .OfType<LiteralExpressionSyntax>()
                .Select(static literal => literal.Token)
            : Enumerable.Empty<SyntaxToken>();

    private static IEnumerable<ExpressionSyntax> ValuesOf(ConstructorDeclarationSyntax constructor, string property) =>
        constructor.TokensNamed(property)
            .Select(static name => SourceMethods.ValueAssignedTo(name.Parent))
            .OfType<ExpressionSyntax>()
            .Select(value => ParameterNamed(value, constructor) is { } parameter ? parameter.Default?.Value : value)
            .OfType<ExpressionSyntax>();

    private static ParameterSyntax? ParameterNamed(ExpressionSyntax value, ConstructorDeclarationSyntax constructor) =>
        value is IdentifierNameSyntax { Identifier.ValueText: var name }
            ? constructor.ParameterList.Parameters.FirstOrDefault(parameter => parameter.Identifier.ValueText == name)
            : null;

    private static LiteralExpressionSyntax? LiteralOf(ExpressionSyntax value, INamedTypeSymbol type) => value switch
    {
        LiteralExpressionSyntax literal => literal,
        IdentifierNameSyntax { Identifier.ValueText: var name }
            when type.GetMembers(name) is [IFieldSymbol { IsConst: true, DeclaringSyntaxReferences: [var declaration] }] =>
            (declaration.GetSyntax() as VariableDeclaratorSyntax)?.Initializer?.Value as LiteralExpressionSyntax,
        _ => null,
    };
}
