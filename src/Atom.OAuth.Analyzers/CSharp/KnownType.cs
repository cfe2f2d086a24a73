using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>
/// A library type known to the rules. It is recognised by its name, because looking up a type searches every reference of
/// the compilation, which is more expensive than most other operations of a rule.
/// </summary>
internal sealed class KnownType
{
    private readonly string _metadataName;
    private readonly int _endOfNamespace;
    private readonly int _arity;

    public KnownType(string metadataName, int arity = 0)
    {
        _metadataName = metadataName;
        _endOfNamespace = metadataName.LastIndexOf('.');
        Name = metadataName.Substring(_endOfNamespace + 1);
        _arity = arity;
        IsInterface = Name.Length > 1 && Name[0] == 'I' && char.IsUpper(Name[1]);
        Test = Is;
    }

    /// <summary>The name without the namespace.</summary>
    public string Name { get; }

    public bool IsInterface { get; }

    /// <summary><see cref="Is"/> as a delegate, which a search through base types would otherwise create every time.</summary>
    public Func<ISymbol?, bool> Test { get; }

    /// <summary>Looks up the type on each call; null if no reference contains it.</summary>
    public INamedTypeSymbol? In(Compilation compilation) =>
        compilation.GetTypeByMetadataName(_arity == 0 ? _metadataName : $"{_metadataName}`{_arity}");

    /// <summary>Returns true for the type and, if it is generic, for every construction of it.</summary>
    public bool Is(ISymbol? symbol) =>
        symbol is not null
        && symbol.Name == Name
        && symbol is INamedTypeSymbol { ContainingType: null, TypeKind: not TypeKind.Error } type
        && type.Arity == _arity
        && IsNamespace(type.ContainingNamespace);

    /// <summary>Compares from the innermost name outwards, without building the full name.</summary>
    private bool IsNamespace(INamespaceSymbol? space)
    {
        var end = _endOfNamespace;
        for (; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            var start = end - space.Name.Length;
            if (start < 0
                || string.CompareOrdinal(_metadataName, start, space.Name, 0, space.Name.Length) != 0
                || (start > 0 && _metadataName[start - 1] != '.'))
            {
                return false;
            }

            end = start - 1;
        }

        return end == -1;
    }
}
