using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Errors;

/// <summary>The elements of a tuple that a method of the project returns on failure: <c>(bool ok, string text) = await GetTokenAsync(code)</c>.</summary>
internal static class ReturnedElements
{
    /// <summary>Gets the values that the method returns for a variable of the deconstruction, in the branches for failures.</summary>
    public static IEnumerable<IOperation> OnFailure(ExpressionSyntax given, string variable, SemanticModel model)
    {
        if (given.Inner() is not InvocationExpressionSyntax call
            || IndexOf(given, variable) is not { } index
            || model.GetSymbolInfo(call).Symbol is not IMethodSymbol { DeclaringSyntaxReferences: [var declared] }
            || !model.Compilation.ContainsSyntaxTree(declared.SyntaxTree))
        {
            return Enumerable.Empty<IOperation>();
        }

        var method = declared.GetSyntax();
        return Functions.Returned(method)
            .Where(FailureTests.Surround)
            .Select(value => ElementOf(value, index))
            .Where(static element => element is not (null or LiteralExpressionSyntax))
            .Select(element => SourceMethods.ModelOf(method.SyntaxTree, model.Compilation).GetOperation(element!))
            .OfType<IOperation>();
    }

    private static ExpressionSyntax? ElementOf(ExpressionSyntax returned, int index) =>
        returned.Inner() is TupleExpressionSyntax { Arguments: var elements } && index < elements.Count ? elements[index].Expression : null;

    private static int? IndexOf(ExpressionSyntax given, string variable) =>
        given.Parent is AssignmentExpressionSyntax { Left: var target }
            && VariablesOf(target).ToList().IndexOf(variable) is var index and >= 0
            ? index
            : null;

    private static IEnumerable<string?> VariablesOf(ExpressionSyntax target) => target switch
    {
        TupleExpressionSyntax tuple => tuple.Arguments.Select(static element => element.Expression switch
        {
            DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax declared } => declared.Identifier.ValueText,
            IdentifierNameSyntax name => name.Identifier.ValueText,
            _ => null,
        }),
        DeclarationExpressionSyntax { Designation: ParenthesizedVariableDesignationSyntax declared } =>
            declared.Variables.Select(static element => (element as SingleVariableDesignationSyntax)?.Identifier.ValueText),
        _ => Enumerable.Empty<string?>(),
    };
}
