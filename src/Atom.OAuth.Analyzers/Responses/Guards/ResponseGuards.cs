using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Responses.Guards;

/// <summary>Determines whether a body was checked on every path to a place.</summary>
internal sealed class ResponseGuards
{
    private readonly OAuthSymbols _symbols;
    private readonly GuardMethods _methods;

    public ResponseGuards(OAuthSymbols symbols, GuardMethods methods)
    {
        _symbols = symbols;
        _methods = methods;
    }

    /// <summary>Returns true for a user's method that returns only a body that it has checked.</summary>
    public bool Tests(IMethodSymbol method) => _methods.Throws(method) is not null;

    public bool IsSafeAt(IOperation place, ResponseOrigin origin)
    {
        // If nothing looks like a test, there is nothing to analyze.
        var facts = BodyFacts.Of(place);
        if (facts.GuardShapes.Count == 0 && !CallsGuard(facts))
        {
            return false;
        }

        // Most guards are found from the statements around; a control-flow graph is built for the others only.
        var carriers = CarrierSet.Expand(place.Root(), new HashSet<ISymbol>(origin.Carriers, SymbolEqualityComparer.Default));
        var plain = new PlainGuards(carriers, facts, _symbols, _methods);
        return plain.Precede(place) || (!(plain.AreAbsent() && !CallsGuard(facts)) && GuardFlow.IsSafeAt(place, carriers, _symbols, _methods));
    }

    private bool CallsGuard(BodyFacts facts)
    {
        foreach (var call in facts.Invocations)
        {
            if (_methods.IsGuard(call.TargetMethod))
            {
                return true;
            }
        }

        return false;
    }
}
