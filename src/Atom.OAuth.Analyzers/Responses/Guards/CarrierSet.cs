using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Guards;

/// <summary>The variables of a method that hold the same body as the given ones: text read from a response, a trimmed text, …</summary>
internal static class CarrierSet
{
    public static HashSet<ISymbol> Of(IOperation body, IParameterSymbol parameter) =>
        Expand(body, new HashSet<ISymbol>(SymbolEqualityComparer.Default) { parameter });

    public static HashSet<ISymbol> Expand(IOperation body, HashSet<ISymbol> carriers)
    {
        // Two rounds: chains do not get longer than response → content → text.
        for (var round = 0; round < 2; round++)
        {
            foreach (var (variable, value) in BodyFacts.Of(body).TextVariables)
            {
                if (!carriers.Contains(variable) && Mentions(value, carriers))
                {
                    carriers.Add(variable);
                }
            }
        }

        return carriers;
    }

    private static bool Mentions(IOperation value, HashSet<ISymbol> carriers) =>
        value.DescendantsAndSelf().Any(operation => operation.Variable() is { } variable
            ? carriers.Contains(variable)
            : Patterns.InputOf(operation) is { } matched && Mentions(matched, carriers));
}
