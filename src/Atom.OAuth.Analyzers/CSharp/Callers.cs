using System.Collections.Immutable;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>The calls of a method from within its own type, or of a local function from within its method, by name.</summary>
internal static class Callers
{
    public static List<InvocationExpressionSyntax> Of(IMethodSymbol method)
    {
        var calls = new List<InvocationExpressionSyntax>();
        var isLocal = method.MethodKind == MethodKind.LocalFunction;
        ISymbol? scope = isLocal ? method : method.ContainingType;
        foreach (var declaration in scope?.DeclaringSyntaxReferences ?? ImmutableArray<SyntaxReference>.Empty)
        {
            var code = declaration.GetSyntax();
            calls.AddRange(In(isLocal ? code.Parent! : code, method.Name));
        }

        return calls;
    }

    /// <summary>The calls in a type or a method of whatever has the name.</summary>
    public static List<InvocationExpressionSyntax> In(SyntaxNode scope, string name)
    {
        var calls = new List<InvocationExpressionSyntax>();
        foreach (var token in scope.TokensNamed(name))
        {
            if (CallOf(token.Parent) is { } call)
            {
                calls.Add(call);
            }
        }

        return calls;
    }

    /// <summary>The same in all files of a compilation, file by file as they are asked for.</summary>
    public static IEnumerable<InvocationExpressionSyntax> In(Compilation compilation, string name) =>
        compilation.SyntaxTrees.SelectMany(tree => In(tree.GetRoot(), name));

    /// <summary>The call of what has the name; null where it is only mentioned.</summary>
    public static InvocationExpressionSyntax? CallOf(SyntaxNode? name)
    {
        var called = name is SimpleNameSyntax { Parent: MemberAccessExpressionSyntax or MemberBindingExpressionSyntax } && NameOf(name.Parent) == name
            ? name.Parent
            : name;
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
