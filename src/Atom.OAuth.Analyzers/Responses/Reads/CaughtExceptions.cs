using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>Finds the requests that may have thrown a caught exception.</summary>
internal static class CaughtExceptions
{
    /// <summary>Gets the requests in the <c>try</c> whose <c>catch</c> declares the variable.</summary>
    public static List<IOperation> CallsThatThrow(ISymbol variable, IOperation use, OAuthSymbols symbols)
    {
        for (var around = use.Parent; around is not null; around = around.Parent)
        {
            if (around is ICatchClauseOperation { Parent: ITryOperation attempt } clause && clause.Locals.Any(variable.Is))
            {
                return attempt.Body.Descendants()
                    .OfType<IInvocationOperation>()
                    .Where(call => DeclaredClients.Declare(call.TargetMethod, symbols))
                    .ToList<IOperation>();
            }
        }

        return new List<IOperation>();
    }
}
