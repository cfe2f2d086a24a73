using System.Collections.Immutable;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>Finds calls of a method within its type, or of a local function within its method, by name.</summary>
internal static class Callers
{
    public static List<InvocationExpressionSyntax> Of(IMethodSymbol method)
    {
        var calls = new List<InvocationExpressionSyntax>();
        foreach (var scope in ScopesOf(method))
        {
            calls.AddRange(In(scope, method.Name));
        }

        return calls;
    }

    /// <summary>Finds the calls that are given the method to run it later: <c>task.ContinueWith(Read)</c>.</summary>
    public static IEnumerable<InvocationExpressionSyntax> GivenTo(IMethodSymbol method) =>
        ScopesOf(method)
            .SelectMany(scope => scope.TokensNamed(method.Name))
            .Select(static token => token.Parent?.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access ? access : token.Parent)
            .Select(static name => name?.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } ? call : null)
            .OfType<InvocationExpressionSyntax>();

    /// <summary>Finds calls of anything with the name in a type or method.</summary>
    public static IReadOnlyList<InvocationExpressionSyntax> In(SyntaxNode scope, string name)
    {
        List<InvocationExpressionSyntax>? calls = null;
        foreach (var token in scope.TokensNamed(name))
        {
            if (CallOf(token.Parent) is { } call)
            {
                (calls ??= new()).Add(call);
            }
        }

        return calls ?? (IReadOnlyList<InvocationExpressionSyntax>)Array.Empty<InvocationExpressionSyntax>();
    }

    /// <summary>Finds calls of anything with the name in all files of a compilation, lazily file by file.</summary>
    public static IEnumerable<InvocationExpressionSyntax> In(Compilation compilation, string name) =>
        compilation.SyntaxTrees.SelectMany(tree => In(tree.GetRoot(), name));

    /// <summary>Gets the code in which the method is called by its name alone: the parts of its type, or the block of a local function.</summary>
    private static IEnumerable<SyntaxNode> ScopesOf(IMethodSymbol method)
    {
        var isLocal = method.MethodKind == MethodKind.LocalFunction;
        ISymbol? scope = isLocal ? method : method.ContainingType;
        foreach (var declaration in scope?.DeclaringSyntaxReferences ?? ImmutableArray<SyntaxReference>.Empty)
        {
            var code = declaration.GetSyntax();
            yield return isLocal ? code.Parent! : code;
        }
    }

    /// <summary>Gets the call of a name; null if it is not called.</summary>
    public static InvocationExpressionSyntax? CallOf(SyntaxNode? name)
    {
        var called = name is SimpleNameSyntax { Parent: MemberAccessExpressionSyntax or MemberBindingExpressionSyntax } && NameOf(name.Parent) == name
            ? name.Parent
            : name;
        return called?.Parent is InvocationExpressionSyntax call && call.Expression == called ? call : null;
    }

    /// <summary>Gets the name at the end of a call's expression.</summary>
    public static SimpleNameSyntax? NameOf(SyntaxNode expression) => expression switch
    {
        SimpleNameSyntax simple => simple,
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => null,
    };
}
