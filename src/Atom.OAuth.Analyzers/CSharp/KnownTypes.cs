using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>Several types of libraries at once, recognized in one walk over the ancestors of a type, and for each type once.</summary>
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

    /// <summary>These types and one more.</summary>
    public KnownTypes And(KnownType type) => new(_types.Append(type).ToArray());

    /// <summary>True for one of them, for a type derived from one, and for an implementation of one.</summary>
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
