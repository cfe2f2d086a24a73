using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Flow;

/// <summary>
/// Follows a value back to the HTTP call that produced it: through variables, awaits, text and stream wrappers,
/// lambdas, and methods of the same compilation up to <see cref="MaxCalls"/> calls away.
/// </summary>
internal sealed class OriginTracer
{
    private const int MaxCalls = 3;

    private readonly OAuthSymbols _symbols;
    private readonly MethodBodies _bodies;
    private readonly Guards _guards;

    public OriginTracer(OAuthSymbols symbols, MethodBodies bodies, Guards guards)
    {
        _symbols = symbols;
        _bodies = bodies;
        _guards = guards;
    }

    public ResponseOrigin Trace(IOperation value)
    {
        var trace = new OriginVisit(_symbols, _bodies, _guards, callsLeft: MaxCalls);
        trace.Follow(value);
        return trace.Origin;
    }
}
