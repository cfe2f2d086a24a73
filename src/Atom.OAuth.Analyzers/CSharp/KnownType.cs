using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>
/// A library's type that the rules know. It is recognised by its name, for looking a type up searches every reference of
/// the compilation, and that costs more than most other questions of a rule.
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
    }

    /// <summary>Without its namespace.</summary>
    public string Name { get; }

    public bool IsInterface { get; }

    /// <summary>The type itself, searched for at each call; null where no reference has it.</summary>
    public INamedTypeSymbol? In(Compilation compilation) =>
        compilation.GetTypeByMetadataName(_arity == 0 ? _metadataName : $"{_metadataName}`{_arity}");

    /// <summary>True for the type, and for every construction of it when it is generic.</summary>
    public bool Is(ISymbol? symbol) =>
        symbol is not null
        && symbol.Name == Name
        && symbol is INamedTypeSymbol { ContainingType: null, TypeKind: not TypeKind.Error } type
        && type.Arity == _arity
        && IsNamespace(type.ContainingNamespace);

    /// <summary>Compares from the innermost name outwards, without putting the full name together.</summary>
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
