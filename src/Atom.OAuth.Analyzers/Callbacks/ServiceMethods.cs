using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// Methods that are not endpoints, but look like one: <c>Exchange(r) =&gt; signIn.ExchangeCodeAsync(r)</c>, or a helper that takes the code out of a
/// URL. The callback is their caller, or the caller of their caller.
/// </summary>
internal static class ServiceMethods
{
    /// <summary>The maximum number of methods between the callback and such a method.</summary>
    private const int MaxDepth = 2;

    /// <param name="method">A method that takes a code and exchanges it.</param>
    /// <param name="compilation">Searched for callers by name, because few methods need this.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public static bool AreCalledByACallback(MethodDeclarationSyntax method, Compilation compilation, CancellationToken cancellationToken) =>
        !IsEndpoint(method) && IsCalled(method, compilation, MaxDepth, cancellationToken);

    private static bool IsEndpoint(MethodDeclarationSyntax method) => Endpoints.IsBound(method) || Endpoints.IsHandler(method);

    private static bool IsCalled(MethodDeclarationSyntax method, Compilation compilation, int depthLeft, CancellationToken cancellationToken)
    {
        HashSet<MethodDeclarationSyntax> between = new();
        foreach (var tree in compilation.SyntaxTrees)
        {
            var calls = Callers.In(tree.GetRoot(cancellationToken), method.Identifier.ValueText)
                .Where(call => call.Expression is MemberAccessExpressionSyntax && !method.Contains(call) && call.ArgumentList.Arguments.Count > 0)
                .ToList();
            if (calls.Count > 0
                && CallbacksIn(tree, compilation, cancellationToken).Any(callback => callback.Node != method && calls.Exists(callback.Node.Contains)))
            {
                return true;
            }

            between.UnionWith(calls.Select(static call => call.FirstAncestorOrSelf<MethodDeclarationSyntax>()).OfType<MethodDeclarationSyntax>());
        }

        return depthLeft > 0 && between.Any(caller => caller != method && IsCalled(caller, compilation, depthLeft - 1, cancellationToken));
    }

    private static IEnumerable<CallbackCandidate> CallbacksIn(SyntaxTree tree, Compilation compilation, CancellationToken cancellationToken) =>
        new CandidateFinder(SourceMethods.ModelOf(tree, compilation), cancellationToken).Find(tree.GetRoot(cancellationToken));
}
