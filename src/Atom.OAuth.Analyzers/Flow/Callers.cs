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
        return scopes.SelectMany(scope => In(scope, method.Name));
    }

    /// <summary>The calls in a type or a method of whatever has the name.</summary>
    public static IEnumerable<InvocationExpressionSyntax> In(SyntaxNode scope, string name)
    {
        foreach (var token in scope.TokensNamed(name))
        {
            if (CallOf(token.Parent) is { } call)
            {
                yield return call;
            }
        }
    }

    /// <summary>The call of what has the name; null where it is only mentioned.</summary>
    public static InvocationExpressionSyntax? CallOf(SyntaxNode? name)
    {
        var called = name is SimpleNameSyntax { Parent: MemberAccessExpressionSyntax or MemberBindingExpressionSyntax } && NameOf(name.Parent) == name ? name.Parent : name;
        return called?.Parent is InvocationExpressionSyntax call && call.Expression == called ? call : null;
    }

    /// <summary>The name that a call's expression ends with.</summary>
    public static SimpleNameSyntax? NameOf(SyntaxNode expression) => expression switch
    {
        SimpleNameSyntax simple => simple,
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => null,
    };
}
