using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Flow;

/// <summary>The calls of a member from within its own type declaration, by name.</summary>
internal static class Callers
{
    public static IEnumerable<InvocationExpressionSyntax> Of(SyntaxNode member)
    {
        var (name, scope) = member switch
        {
            MethodDeclarationSyntax method => (method.Identifier.ValueText, method.FirstAncestorOrSelf<TypeDeclarationSyntax>()),
            LocalFunctionStatementSyntax function => (function.Identifier.ValueText, (SyntaxNode?)function.Parent),
            _ => (null, null),
        };
        return name is null || scope is null
            ? Enumerable.Empty<InvocationExpressionSyntax>()
            : scope.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(call => NameOf(call.Expression) == name);
    }

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => null,
    };
}
