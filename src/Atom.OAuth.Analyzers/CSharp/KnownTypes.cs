using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>Several library types, recognized in a single walk over the base types of a type, with cached results.</summary>
internal sealed class KnownTypes
{
    private readonly KnownType[] _types;
    private readonly bool _haveInterfaces;
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _covered = new(SymbolEqualityComparer.Default);

    public KnownTypes(params KnownType[] types)
    {
        _types = types;
        _haveInterfaces = Array.Exists(types, static type => type.IsInterface);
    }

    /// <summary>Returns these types and another one.</summary>
    public KnownTypes And(KnownType type) => new(_types.Append(type).ToArray());

    /// <summary>Returns true for one of the types, or a type that derives from or implements one.</summary>
    public bool Cover(ITypeSymbol type) =>
        _covered.TryGetValue(type, out var known) ? known : _covered.GetOrAdd(type, type.IsOrInheritsFrom(IsAny, _haveInterfaces));

    private bool IsAny(ITypeSymbol type)
    {
        var name = type.Name;
        foreach (var known in _types)
        {
            if (known.Name == name && known.Is(type))
            {
                return true;
            }
        }

        return false;
    }
}
