using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.CSharp;

internal static class SymbolExtensions
{
    public static bool Is(this ISymbol? symbol, ISymbol? other) =>
        symbol is not null && SymbolEqualityComparer.Default.Equals(symbol, other);

    /// <summary>
    /// The same type, also where one of them is seen over a reference to another project: with another framework it is another symbol.
    /// </summary>
    public static bool IsSame(this ITypeSymbol? type, INamedTypeSymbol other) =>
        type.Is(other)
        || (type is INamedTypeSymbol named && named.MetadataName == other.MetadataName
            && named.ContainingAssembly?.Name == other.ContainingAssembly?.Name && named.ToDisplayString() == other.ToDisplayString());

    public static bool Is(this ISymbol? symbol, KnownType type) => type.Is(symbol);

    /// <summary>The outermost namespace, which tells whose library a type or a method is of; null for one that is in no namespace.</summary>
    public static string? RootNamespace(this ISymbol? symbol)
    {
        var space = symbol?.ContainingNamespace;
        while (space is { ContainingNamespace: { IsGlobalNamespace: false } outer })
        {
            space = outer;
        }

        return space?.Name;
    }

    /// <summary>True for the type itself, a type derived from it, or an implementation of it.</summary>
    public static bool IsOrInheritsFrom(this ITypeSymbol? type, KnownType ancestor) => type.IsOrInheritsFrom(ancestor.Is, ancestor.IsInterface);

    /// <summary>The same for whatever ancestor is asked for; interfaces are gathered only where it may be one.</summary>
    public static bool IsOrInheritsFrom(this ITypeSymbol? type, Func<ITypeSymbol, bool> isAncestor, bool mayBeInterface)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (isAncestor(current))
            {
                return true;
            }
        }

        return type switch
        {
            null => false,
            ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(constraint => constraint.IsOrInheritsFrom(isAncestor, mayBeInterface)),
            _ => mayBeInterface && type.AllInterfaces.Any(implemented => isAncestor(implemented)),
        };
    }
}
