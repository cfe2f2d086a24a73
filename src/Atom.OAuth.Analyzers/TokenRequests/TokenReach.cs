using Atom.OAuth.Analyzers.Callbacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>Finds the token requests that a piece of code sends each time it runs, itself or in called methods.</summary>
internal sealed class TokenReach
{
    private const int MaxCalls = 3;

    private readonly CalledMethods _methods;
    private readonly Lazy<bool> _hasRequests;

    public TokenReach(Compilation compilation)
    {
        _methods = new CalledMethods(compilation, followReferences: false);
        _hasRequests = new Lazy<bool>(() => compilation.SyntaxTrees.Any(static tree => GrantTexts.MayBeIn(tree.GetRoot())));
    }

    /// <summary>False for nearly every project, because they request no tokens.</summary>
    public bool HasRequests => _hasRequests.Value;

    public SemanticModel Model(SyntaxTree tree) => _methods.Model(tree);

    /// <summary>Gets a request that must not be sent twice; null if not every run of the code sends one.</summary>
    public TokenSend? In(SyntaxNode code) => In(code, MaxCalls, new HashSet<SyntaxNode>());

    private TokenSend? In(SyntaxNode code, int callsLeft, HashSet<SyntaxNode> open)
    {
        if (!open.Add(code))
        {
            return null;
        }

        var sent = TokenSends.In(CarriedGrants.Member(code));
        foreach (var call in CallsIn(code))
        {
            if (sent.FirstOrDefault(send => send.Call == call) is { } send)
            {
                // A grant chosen where it is sent may be a repeatable one.
                if ((send.Grants & Grants.UsedOnce) != 0 && Steps.AlwaysReach(code, call))
                {
                    return send;
                }
            }
            else if (callsLeft > 0 && Steps.AlwaysReach(code, call) && Called(call, callsLeft - 1, open) is { } called)
            {
                return called;
            }
        }

        return null;
    }

    /// <summary>A helper sends a token request if the helper itself, or this call of it, specifies the grant.</summary>
    private TokenSend? Called(InvocationExpressionSyntax call, int callsLeft, HashSet<SyntaxNode> open) =>
        _methods.Of(call) is [var only]
        && In(only.Body, callsLeft, open) is { } sent
        && (!only.Body.Contains(sent.Call)
            || (CarriedGrants.OfMemberAlone(sent.Call) & Grants.UsedOnce) != 0
            || (CarriedGrants.Of(call) & Grants.UsedOnce) != 0)
            ? sent
            : null;

    private static IEnumerable<InvocationExpressionSyntax> CallsIn(SyntaxNode code) =>
        code.DescendantNodesAndSelf(node => node == code
            || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<InvocationExpressionSyntax>();
}
