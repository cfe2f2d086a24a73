using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Flow;

/// <summary>The calls of a method from within its own type, or of a local function from within its method, by name.</summary>
internal static class Callers
{
    public static IEnumerable<InvocationExpressionSyntax> Of(IMethodSymbol method)
    {
        IEnumerable<SyntaxNode> scopes = method.MethodKind == MethodKind.LocalFunction
            ? method.DeclaringSyntaxReferences.Select(static r => r.GetSyntax().Parent!)
            : method.ContainingType?.DeclaringSyntaxReferences.Select(static r => r.GetSyntax()) ?? Enumerable.Empty<SyntaxNode>();
        return scopes
            .SelectMany(static scope => scope.DescendantNodes().OfType<InvocationExpressionSyntax>())
            .Where(call => NameOf(call.Expression) == method.Name);
    }

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => null,
    };
}
