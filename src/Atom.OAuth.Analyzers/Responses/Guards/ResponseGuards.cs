using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Responses.Guards;

/// <summary>Whether a body was tested on every path to a place.</summary>
internal sealed class ResponseGuards
{
    private readonly OAuthSymbols _symbols;
    private readonly GuardMethods _methods;

    public ResponseGuards(OAuthSymbols symbols, GuardMethods methods)
    {
        _symbols = symbols;
        _methods = methods;
    }

    /// <summary>True for a method of the user's that gives back only what it has tested.</summary>
    public bool Tests(IMethodSymbol method) => _methods.Throws(method) is not null;

    public bool IsSafeAt(IOperation place, ResponseOrigin origin)
    {
        // Without anything that looks like a test, nothing else is asked.
        var facts = BodyFacts.Of(place);
        if (facts.GuardShapes.Count == 0 && !CallsGuard(facts))
        {
            return false;
        }

        // Most guards stand in plain sight; a control-flow graph is built for the others.
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
