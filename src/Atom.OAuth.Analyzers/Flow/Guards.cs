using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Flow;

/// <summary>Whether a body was tested on every path to a place.</summary>
internal sealed class Guards
{
    private readonly OAuthSymbols _symbols;
    private readonly GuardMethods _methods;

    public Guards(OAuthSymbols symbols, GuardMethods methods)
    {
        _symbols = symbols;
        _methods = methods;
    }

    /// <summary>True for a method of the user's that gives back only what it has tested.</summary>
    public bool Tests(IMethodSymbol method) => _methods.Throws(method) is not null;

    public bool IsSafeAt(IOperation place, ResponseOrigin origin)
    {
        // Without anything that looks like a test, no graph is built.
        var facts = BodyFacts.Of(place);
        if (!facts.HasGuardShape && !facts.Invocations.Any(call => _methods.IsGuard(call.TargetMethod)))
        {
            return false;
        }

        var carriers = CarrierSet.Expand(place.Root(), new HashSet<ISymbol>(origin.Carriers, SymbolEqualityComparer.Default));
        return GuardFlow.IsSafeAt(place, carriers, _symbols, _methods);
    }
}
