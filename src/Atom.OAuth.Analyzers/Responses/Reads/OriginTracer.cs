using System.Collections.Concurrent;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Responses.Guards;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>What a method returns: the origin of the value, and whether the method checked it before.</summary>
internal sealed record ReturnedBody(ResponseOrigin Origin, bool IsTested);

/// <summary>
/// Follows a value back to the HTTP call that produced it: through variables, awaits, text and stream wrappers,
/// lambdas, and methods of the same compilation up to <see cref="MaxCalls"/> calls away.
/// </summary>
internal sealed class OriginTracer
{
    private const int MaxCalls = 5;

    private readonly OAuthSymbols _symbols;
    private readonly SourceMethods _methods;
    private readonly SummaryCache<ReturnedBody> _returned = new();
    private readonly SummaryCache<ResponseOrigin> _stored = new();
    private readonly ConcurrentDictionary<ISymbol, SummaryCache<ResponseOrigin>> _members = new(SymbolEqualityComparer.Default);

    public OriginTracer(OAuthSymbols symbols, SourceMethods methods, ResponseGuards guards)
    {
        _symbols = symbols;
        _methods = methods;
        Guards = guards;
    }

    public ResponseGuards Guards { get; }

    public SourceMethods Bodies => _methods;

    public ResponseOrigin Trace(IOperation value) => Trace(value, MaxCalls);

    /// <summary>Gets the origin of a method's return value, cached per method and depth.</summary>
    public ReturnedBody Returned(IMethodSymbol method, int callsLeft) =>
        _returned.GetOrAdd(method, callsLeft, (m, left) => FindReturned((IMethodSymbol)m, left));

    /// <summary>Gets the origin of the values that a property or field is assigned in its own type.</summary>
    public ResponseOrigin Stored(ISymbol member, int callsLeft) =>
        _stored.GetOrAdd(member.OriginalDefinition, callsLeft, FindStored);

    /// <summary>Gets the origin of a member of the object that a method returns.</summary>
    public ResponseOrigin ReturnedMember(IMethodSymbol method, ISymbol member, int callsLeft) =>
        _members.GetOrAdd(member.OriginalDefinition, static _ => new SummaryCache<ResponseOrigin>()).GetOrAdd(
            method, callsLeft, (m, left) => FindReturnedMember((IMethodSymbol)m, member, left));

    private ResponseOrigin FindReturnedMember(IMethodSymbol method, ISymbol member, int callsLeft)
    {
        var all = new ResponseOrigin();
        if (_methods.GetCreating(method) is not { } body)
        {
            return all;
        }

        foreach (var value in ResultMembers.ValuesIn(body, member))
        {
            var origin = Trace(value, callsLeft);
            if (!Guards.IsSafeAt(value, origin))
            {
                all.Add(origin);
            }
        }

        foreach (var value in ResultMembers.CallsReturnedBy(body))
        {
            var visit = new OriginVisit(this, _symbols, callsLeft);
            visit.FollowMember(value, member);
            all.Add(visit.Origin);
        }

        return all;
    }

    private ResponseOrigin FindStored(ISymbol member, int callsLeft)
    {
        var origin = new ResponseOrigin();
        foreach (var value in _methods.AssignedValues(member))
        {
            origin.Add(Trace(value, callsLeft));

            // One is enough: the others fetch in the same way, and each would bind another method.
            if (origin.IsFromHttp)
            {
                break;
            }
        }

        return origin;
    }

    private ReturnedBody FindReturned(IMethodSymbol method, int callsLeft)
    {
        var all = new ResponseOrigin();
        var (tested, untested) = (false, false);
        foreach (var value in _methods.GetFetching(method)?.ReturnedValues() ?? Enumerable.Empty<IOperation>())
        {
            var origin = Trace(value, callsLeft);
            if (!origin.IsFromHttp && origin.Parameters.Count == 0)
            {
                continue;
            }

            if (Guards.IsSafeAt(value, origin))
            {
                tested = true;
            }
            else
            {
                untested = true;
                all.Add(origin);
            }
        }

        return new ReturnedBody(all, tested && !untested);
    }

    private ResponseOrigin Trace(IOperation value, int callsLeft)
    {
        var visit = new OriginVisit(this, _symbols, callsLeft);
        visit.Follow(value);
        return visit.Origin;
    }
}
