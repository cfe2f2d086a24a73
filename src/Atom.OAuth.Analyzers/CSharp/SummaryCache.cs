using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>
/// What was found out about methods and properties of one compilation, by how many calls may still be followed from there.
/// </summary>
/// <remarks>One table for each depth: keys and values are objects, for which the framework brings the compiled code along.</remarks>
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
