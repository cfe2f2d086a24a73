using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>
/// Caches the results of analyzing a compilation's methods and properties, by how many further calls may be followed.
/// </summary>
/// <remarks>One dictionary per depth: for keys and values that are objects, the framework has precompiled code.</remarks>
internal sealed class SummaryCache<T>
    where T : class
{
    private const int Depths = 6;

    private readonly ConcurrentDictionary<ISymbol, T>?[] _byDepth = new ConcurrentDictionary<ISymbol, T>?[Depths];

    public T GetOrAdd(ISymbol symbol, int callsLeft, Func<ISymbol, int, T> find)
    {
        var results = ResultsAt(callsLeft);
        return results.TryGetValue(symbol, out var known) ? known : results.GetOrAdd(symbol, find(symbol, callsLeft));
    }

    /// <summary>Most compilations need one or two of the depths.</summary>
    private ConcurrentDictionary<ISymbol, T> ResultsAt(int callsLeft)
    {
        if (Volatile.Read(ref _byDepth[callsLeft]) is { } known)
        {
            return known;
        }

        var added = new ConcurrentDictionary<ISymbol, T>(SymbolEqualityComparer.Default);
        return Interlocked.CompareExchange(ref _byDepth[callsLeft], added, null) ?? added;
    }
}
