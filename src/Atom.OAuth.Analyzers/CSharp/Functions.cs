using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>
/// The function that contains a node: a method, an accessor, a local function, a lambda with its own body, or a member's initializer.
/// </summary>
internal static class Functions
{
    public static SyntaxNode Around(SyntaxNode node)
    {
        for (var current = node; ; current = current.Parent)
        {
            if (current.Parent is null || IsFunction(current))
            {
                return current;
            }
        }
    }

    /// <summary>Gets the tokens of a function, without those of nested functions.</summary>
    public static IEnumerable<SyntaxToken> Tokens(SyntaxNode function) =>
        function.DescendantTokens(node => node == function || !IsFunction(node));

    /// <summary>Gets the tokens of a function that contain the word, by a text search, because walking all tokens is slow.</summary>
    public static IEnumerable<SyntaxToken> TokensWith(SyntaxNode function, string word)
    {
        foreach (var token in function.TokensWith(word))
        {
            if (token.Parent is { } parent && Around(parent) == function)
            {
                yield return token;
            }
        }
    }

    /// <summary>Gets the values that a function or an expression body returns, without those of nested functions.</summary>
    public static IEnumerable<ExpressionSyntax> Returned(SyntaxNode function) =>
        function.DescendantNodesAndSelf(node => node == function || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Select(node => node switch
            {
                ReturnStatementSyntax { Expression: { } value } => value,
                ArrowExpressionClauseSyntax arrow when arrow == function || arrow.Parent == function => arrow.Expression,
                _ => null,
            })
            .OfType<ExpressionSyntax>();

    public static string NameOf(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        LocalFunctionStatementSyntax local => local.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        AccessorDeclarationSyntax { Parent.Parent: PropertyDeclarationSyntax property } => property.Identifier.ValueText,
        FieldDeclarationSyntax { Declaration.Variables: [var variable, ..] } => variable.Identifier.ValueText,
        _ => "",
    };

    public static string TypeNameOf(SyntaxNode function) => function.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.ValueText ?? "";

    /// <summary>Gets the names of all types that contain a function, innermost first.</summary>
    public static IEnumerable<string> TypeNamesOf(SyntaxNode function) =>
        function.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Select(static type => type.Identifier.ValueText);

    public static IEnumerable<ParameterSyntax> Parameters(SyntaxNode function) => function switch
    {
        BaseMethodDeclarationSyntax method => method.ParameterList.Parameters,
        LocalFunctionStatementSyntax local => local.ParameterList.Parameters,
        ParenthesizedLambdaExpressionSyntax lambda => lambda.ParameterList.Parameters,
        _ => Enumerable.Empty<ParameterSyntax>(),
    };

    private static bool IsFunction(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax or BaseFieldDeclarationSyntax => true,
        PropertyDeclarationSyntax property => property.ExpressionBody is not null || property.Initializer is not null,
        // A lambda with an expression body is part of the surrounding expression, unless it is a route handler.
        AnonymousFunctionExpressionSyntax lambda => lambda.Block is not null || IsHandler(lambda),
        _ => false,
    };

    private static bool IsHandler(AnonymousFunctionExpressionSyntax lambda) =>
        lambda.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } }
        && name.StartsWith("Map", StringComparison.Ordinal);
}
