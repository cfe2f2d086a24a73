using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// Methods that return an action's result but are not endpoints: <c>Exchange(r) =&gt; signIn.ExchangeCodeAsync(r)</c>. Their caller is the
/// callback.
/// </summary>
internal static class ServiceMethods
{
    /// <param name="method">A method that takes a code and exchanges it.</param>
    /// <param name="compilation">Searched for callers by name, because few methods need this.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public static bool AreCalledByACallback(MethodDeclarationSyntax method, Compilation compilation, CancellationToken cancellationToken)
    {
        if (Endpoints.IsBound(method) || Endpoints.IsHandler(method))
        {
            return false;
        }

        foreach (var tree in compilation.SyntaxTrees)
        {
            var calls = Callers.In(tree.GetRoot(cancellationToken), method.Identifier.ValueText)
                .Where(call => call.Expression is MemberAccessExpressionSyntax && !method.Contains(call)).ToList();
            if (calls.Count > 0
                && CallbacksIn(tree, compilation, cancellationToken).Any(callback => callback.Node != method && calls.Exists(callback.Node.Contains)))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<CallbackCandidate> CallbacksIn(SyntaxTree tree, Compilation compilation, CancellationToken cancellationToken) =>
        new CandidateFinder(SourceMethods.ModelOf(tree, compilation), cancellationToken).Find(tree.GetRoot(cancellationToken));
}
