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

    private readonly ConcurrentDictionary<ISymbol, T>[] _byDepth = new ConcurrentDictionary<ISymbol, T>[Depths];

    public SummaryCache()
    {
        for (var depth = 0; depth < Depths; depth++)
        {
            _byDepth[depth] = new ConcurrentDictionary<ISymbol, T>(SymbolEqualityComparer.Default);
        }
    }

    public T GetOrAdd(ISymbol symbol, int callsLeft, Func<ISymbol, int, T> find) =>
        _byDepth[callsLeft].TryGetValue(symbol, out var known) ? known : _byDepth[callsLeft].GetOrAdd(symbol, find(symbol, callsLeft));
}
