using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Flow;

/// <summary>The calls of a method from within its own type, or of a local function from within its method, by name.</summary>
internal static class Callers
{
    private static readonly ConditionalWeakTable<SyntaxNode, ILookup<string, InvocationExpressionSyntax>> CallsByScope = new();

    public static IEnumerable<InvocationExpressionSyntax> Of(IMethodSymbol method)
    {
        IEnumerable<SyntaxNode> scopes = method.MethodKind == MethodKind.LocalFunction
            ? method.DeclaringSyntaxReferences.Select(static r => r.GetSyntax().Parent!)
            : method.ContainingType?.DeclaringSyntaxReferences.Select(static r => r.GetSyntax()) ?? Enumerable.Empty<SyntaxNode>();
        return scopes.SelectMany(scope => In(scope)[method.Name]);
    }

    /// <summary>All calls in a type or a method, by the name that they call.</summary>
    public static ILookup<string, InvocationExpressionSyntax> In(SyntaxNode scope) =>
        CallsByScope.GetValue(scope, static s => s.DescendantNodes().OfType<InvocationExpressionSyntax>().ToLookup(static call => NameOf(call.Expression)));

    private static string NameOf(ExpressionSyntax expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => string.Empty,
    };
}
