using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Flow;

/// <summary>
/// The cheap question that rules out nearly every call: it reads JSON itself, or hands a body to a method of the compilation
/// that may. Names, parameter types and the method's text tell; nothing is bound.
/// </summary>
internal sealed class CandidateCalls
{
    private static readonly ConditionalWeakTable<OAuthSymbols, CandidateCalls> Cache = new();

    private readonly ConcurrentDictionary<IMethodSymbol, StrongBox<bool>> _mayBeHandedBody = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, StrongBox<bool>> _mayRead = new(SymbolEqualityComparer.Default);

    private CandidateCalls(OAuthSymbols symbols) => Symbols = symbols;

    public OAuthSymbols Symbols { get; }

    public static CandidateCalls Of(OAuthSymbols symbols) => Cache.GetValue(symbols, static s => new CandidateCalls(s));

    public bool Contains(IInvocationOperation call) => JsonReads.Operand(call, Symbols) is not null || MayHandOver(call);

    /// <summary>True when the call may hand a body to a method of the compilation that reads it and is not reported itself.</summary>
    public bool MayHandOver(IInvocationOperation call)
    {
        // Most calls go to libraries.
        if (call.Arguments.IsEmpty || !Symbols.IsInCompilation(call.TargetMethod))
        {
            return false;
        }

        // The definition: what is known about a helper is known about it, and a construction would make new parameters.
        return _mayBeHandedBody.GetOrAdd(call.TargetMethod.OriginalDefinition, FindMayBeHandedBody).Value;
    }

    /// <summary>True when the method's text mentions a read, or leaves one to another.</summary>
    public bool MayRead(IMethodSymbol method) => _mayRead.GetOrAdd(method, FindMayRead).Value;

    /// <summary>
    /// Its callers are known, for they stand in its own type or, for an override, in the base type: one report at the read serves them all.
    /// </summary>
    public static bool IsReportedAtRead(IMethodSymbol method) =>
        method.MethodKind == MethodKind.LocalFunction
        || method.IsOverride
        || (method.DeclaredAccessibility == Accessibility.Private && method.MethodKind == MethodKind.Ordinary);

    private StrongBox<bool> FindMayBeHandedBody(IMethodSymbol method) => new(!IsReportedAtRead(method) && TakesBody(method) && MayRead(method));

    private bool TakesBody(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
        {
            if (Symbols.CanBeBody(parameter.Type))
            {
                return true;
            }
        }

        return false;
    }

    private static StrongBox<bool> FindMayRead(IMethodSymbol method) =>
        new(MethodBodies.Declaration(method) is { } declaration && JsonReads.AreMentionedIn(declaration));
}
