using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Errors;

/// <summary>
/// Static methods of the project's own error types that only call the constructor: <c>HttpError.FromRequest(text, status)</c> is
/// <c>new HttpError(text, status)</c> under another name. A factory that parses or describes the text is a formatter.
/// </summary>
internal static class ErrorFactories
{
    /// <summary>Suffixes of the names of types that hold an error.</summary>
    private static readonly WordTable Types = new(WordMatch.End, StringComparison.Ordinal, "Error", "Failure");

    /// <summary>Gets the arguments that the constructor is given unchanged; null if the call is to no such method.</summary>
    public static IReadOnlyList<ExpressionSyntax>? Given(InvocationExpressionSyntax call, SemanticModel model)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Expression: SimpleNameSyntax { Identifier.ValueText: var type } }
            || !Types.Matches(type)
            || model.GetSymbolInfo(call).Symbol is not IMethodSymbol { IsStatic: true, OriginalDefinition: { DeclaringSyntaxReferences: [var declared] } method }
            || declared.GetSyntax() is not MethodDeclarationSyntax declaration
            || Functions.Returned(declaration).ToList() is not [BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: var kept }])
        {
            return null;
        }

        return call.ArgumentList.Arguments
            .Where(argument => argument.Parameter(method) is { } parameter
                && kept.Any(value => value.Expression is IdentifierNameSyntax { Identifier.ValueText: var name } && name == parameter.Name))
            .Select(static argument => argument.Expression)
            .ToList();
    }
}
