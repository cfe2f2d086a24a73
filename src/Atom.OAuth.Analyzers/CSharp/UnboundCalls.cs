using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>
/// Calls whose arguments do not bind, because a package has not been restored yet or the code around them is being typed: what they call is
/// still known as far as all the overloads that they may mean agree.
/// </summary>
internal static class UnboundCalls
{
    /// <summary>Gets the overloads that the call may mean; none if the receiver itself is unknown.</summary>
    public static IReadOnlyList<IMethodSymbol> CandidatesOf(IInvalidOperation call) =>
        call is { Syntax: InvocationExpressionSyntax syntax, SemanticModel: { } model }
            ? model.GetSymbolInfo(syntax).CandidateSymbols.OfType<IMethodSymbol>().ToList()
            : Array.Empty<IMethodSymbol>();

    /// <summary>Gets what the method is called on.</summary>
    public static IOperation? ReceiverOf(IInvalidOperation call) =>
        call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver } }
            ? call.ChildOperations.FirstOrDefault(child => child.Syntax == receiver)
            : null;
}
