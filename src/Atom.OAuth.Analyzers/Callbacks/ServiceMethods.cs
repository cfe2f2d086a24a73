using System.Collections.Concurrent;
using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// Methods that are not endpoints, but look like one: <c>Exchange(r) =&gt; signIn.ExchangeCodeAsync(r)</c>, or a helper that takes the code out of a
/// URL. The callback is their caller, or the caller of their caller.
/// </summary>
internal sealed class ServiceMethods
{
    /// <summary>The maximum number of methods between the callback and such a method.</summary>
    private const int MaxDepth = 2;

    /// <summary>The maximum number of calls of a name that are bound, and of callers that are followed: a helper of a flow has few.</summary>
    private const int MaxCalls = 100, MaxCallers = 8;

    private readonly Compilation _compilation;
    private readonly CalledMethods _methods;
    private readonly ConcurrentDictionary<SyntaxTree, IReadOnlyList<SyntaxNode>> _callbacks = new();
    private readonly ConcurrentDictionary<MethodDeclarationSyntax, List<InvocationExpressionSyntax>> _calls = new();

    public ServiceMethods(Compilation compilation, CalledMethods methods)
    {
        _compilation = compilation;
        _methods = methods;
    }

    /// <param name="method">A method that takes a code and exchanges it.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public bool AreCalledByACallback(MethodDeclarationSyntax method, CancellationToken cancellationToken)
    {
        HashSet<MethodDeclarationSyntax> visited = new();
        var level = IsEndpoint(method) ? new List<MethodDeclarationSyntax>() : new List<MethodDeclarationSyntax> { method };
        for (var depth = 0; depth <= MaxDepth && level.Count > 0; depth++)
        {
            var calls = level.Where(visited.Add).SelectMany(called => _calls.GetOrAdd(called, asked => CallsOf(asked, cancellationToken)))
                .Where(call => depth == 0 || IsBound(call)).ToList();
            if (calls.Exists(call => CallbacksIn(call.SyntaxTree, cancellationToken)
                .Any(callback => !visited.Contains(callback) && callback.Contains(call))))
            {
                return true;
            }

            level = calls.Where(IsBound).Select(static call => call.FirstAncestorOrSelf<MethodDeclarationSyntax>()).OfType<MethodDeclarationSyntax>().ToList();
        }

        return false;
    }

    private static bool IsEndpoint(MethodDeclarationSyntax method) => Endpoints.IsBound(method) || Endpoints.IsHandler(method);

    private List<InvocationExpressionSyntax> CallsOf(MethodDeclarationSyntax method, CancellationToken cancellationToken) =>
        _compilation.SyntaxTrees
            .SelectMany(tree => Callers.In(tree.GetRoot(cancellationToken), method.Identifier.ValueText))
            .Where(call => call.Expression is MemberAccessExpressionSyntax && !method.Contains(call) && call.ArgumentList.Arguments.Count > 0)
            .Take(MaxCalls)
            .Where(call => !IsBound(call) || _methods.Of(call).Any(target => target.Body == method))
            .Take(MaxCallers)
            .ToList();

    /// <summary>A call that cannot be bound counts by its name, but leads to no further callers: those would be others of that name.</summary>
    private bool IsBound(InvocationExpressionSyntax call) => _methods.Symbol(call) is not null;

    private IReadOnlyList<SyntaxNode> CallbacksIn(SyntaxTree tree, CancellationToken cancellationToken) =>
        _callbacks.GetOrAdd(tree, asked => new CandidateFinder(_methods.Model(asked), cancellationToken).Find(asked.GetRoot(cancellationToken))
            .Select(static callback => callback.Node).ToList());
}
