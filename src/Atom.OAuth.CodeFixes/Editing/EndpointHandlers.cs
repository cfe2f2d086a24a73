using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Editing;

/// <summary>Recognizes the handlers of minimal API endpoints: their parameters come from the request and the container.</summary>
internal static class EndpointHandlers
{
    private const string MapMethods = "EndpointRouteBuilderExtensions";
    private const string Builder = "Microsoft.AspNetCore.Builder";

    private static readonly string[] VerbMethods = { "MapGet", "MapPost", "MapPut", "MapPatch", "MapDelete" };

    public static bool IsHandler(SyntaxNode function, SemanticModel model) => function switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.Parent is ArgumentSyntax argument && IsOfMap(argument, model),
        LocalFunctionStatementSyntax or MethodDeclarationSyntax =>
            model.GetDeclaredSymbol(function) is IMethodSymbol symbol && IsMapped(symbol, function, model.Compilation),
        _ => false,
    };

    /// <summary>Returns true if code of the compilation refers to the method: a new parameter would break it.</summary>
    public static bool IsCalled(IMethodSymbol method, SyntaxNode declaration, Compilation compilation) =>
        Uses(method, declaration, compilation).Any();

    /// <summary>Returns true if the method is mapped to a route at least once, and is not used otherwise.</summary>
    private static bool IsMapped(IMethodSymbol method, SyntaxNode declaration, Compilation compilation)
    {
        var isMapped = false;
        foreach (var (use, model) in Uses(method, declaration, compilation))
        {
            if (use.Parent is not ArgumentSyntax argument || !IsOfMap(argument, model))
            {
                return false;
            }

            isMapped = true;
        }

        return isMapped;
    }

    private static bool IsOfMap(ArgumentSyntax argument, SemanticModel model) =>
        argument.Parent?.Parent is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } call
        && name.StartsWith("Map", StringComparison.Ordinal)
        && model.GetSymbolInfo(call) is var info
        && ((info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is { ContainingType: var type }
            ? type is { Name: MapMethods } && type.ContainingNamespace.ToDisplayString() == Builder
            : IsOfUnknownGroup(call, name, model));

    /// <summary>
    /// Recognizes <c>app.MapGroup(…).WithApiVersionSet(set).MapGet("/callback", Callback)</c> without the package of the method in the middle.
    /// </summary>
    private static bool IsOfUnknownGroup(InvocationExpressionSyntax call, string method, SemanticModel model) =>
        Array.IndexOf(VerbMethods, method) >= 0
        && call.ArgumentList.Arguments.Count == 2
        && model.GetTypeInfo(((MemberAccessExpressionSyntax)call.Expression).Expression).Type is null or { TypeKind: TypeKind.Error }
        && model.GetTypeInfo(call.ArgumentList.Arguments[0].Expression).Type is { SpecialType: SpecialType.System_String }
        && model.Compilation.GetTypeByMetadataName($"{Builder}.{MapMethods}") is not null;

    /// <summary>Finds the expressions that refer to the method, except in <c>nameof</c> and documentation.</summary>
    private static IEnumerable<(ExpressionSyntax Use, SemanticModel Model)> Uses(
        IMethodSymbol method, SyntaxNode declaration, Compilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var token in tree.GetRoot().TokensNamed(method.Name))
            {
                if (token.Parent is not SimpleNameSyntax name
                    || name.FirstAncestorOrSelf<InvocationExpressionSyntax>(
                        static call => call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" }) is not null)
                {
                    continue;
                }

                var model = compilation.GetSemanticModel(tree);
                var info = model.GetSymbolInfo(name);
                if ((info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is IMethodSymbol used
                    && used.OriginalDefinition.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == declaration.SyntaxTree
                        && reference.Span == declaration.Span))
                {
                    yield return (name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name, model);
                }
            }
        }
    }
}
