using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>A method that waits for a redirect and gets the code from it, directly or with another method.</summary>
/// <param name="Declaration">The method.</param>
/// <param name="Read">The read of the code; null if it is in another method.</param>
/// <param name="Call">The call of the other method; null if the method itself reads the code.</param>
/// <param name="Next">The other method.</param>
internal sealed record RedirectReader(
    MethodDeclarationSyntax Declaration, RedirectRead? Read, InvocationExpressionSyntax? Call, IMethodSymbol? Next)
{
    /// <summary>The maximum depth of calls.</summary>
    private const int MaxMethods = 3;

    /// <summary>Returns null if the method does not contain exactly one such read or call, or does not wait.</summary>
    public static RedirectReader? Of(IMethodSymbol method, Compilation compilation) => Of(method, compilation, MaxMethods);

    /// <summary>Gets the method of the project that a call runs: for an interface, its only implementation.</summary>
    public static IMethodSymbol? ImplementationOf(InvocationExpressionSyntax call, SemanticModel model) =>
        model.GetSymbolInfo(call).Symbol is not IMethodSymbol { DeclaringSyntaxReferences.IsEmpty: false } called ? null
        : called.ContainingType.TypeKind != TypeKind.Interface ? called
        : SourceMethods.OnlyImplementationOf(called, model.Compilation);

    private static RedirectReader? Of(IMethodSymbol method, Compilation compilation, int depth)
    {
        if (depth == 0
            || method.DeclaringSyntaxReferences is not [var reference]
            || !compilation.ContainsSyntaxTree(reference.SyntaxTree)
            || reference.GetSyntax() is not MethodDeclarationSyntax declaration)
        {
            return null;
        }

        var model = compilation.GetSemanticModel(declaration.SyntaxTree);
        var reads = RedirectRead.AllIn(declaration, model);
        if (reads.Count > 0)
        {
            return reads is [var read] && LocalRedirect.IsAwaited(declaration, declaration.SpanStart, read.Whole.SpanStart)
                ? new RedirectReader(declaration, read, null, null)
                : null;
        }

        // A task in the background, which tests the code and hands it over: Task.Run(async () => { … source.TrySetResult(code); }).
        var inBackground = declaration.DescendantNodes().OfType<AnonymousFunctionExpressionSyntax>()
            .SelectMany(function => RedirectRead.AllIn(function, model).Select(read => (Function: function, Read: read)))
            .Take(2).ToList();
        if (inBackground is [var (background, only)])
        {
            return only.IsAsked && LocalRedirect.IsAwaited(background, background.SpanStart, only.Whole.SpanStart)
                ? new RedirectReader(declaration, only, null, null)
                : null;
        }

        var calls = declaration.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(call => Functions.Around(call) == declaration)
            .Select(call => (Call: call, Next: ImplementationOf(call, model)))
            .Where(called => called.Next is not null && Of(called.Next, compilation, depth - 1) is not null)
            .Take(2).ToList();
        return calls is [var (next, implementation)] ? new RedirectReader(declaration, null, next, implementation) : null;
    }
}
