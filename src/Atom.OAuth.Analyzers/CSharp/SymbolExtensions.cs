using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.CSharp;

internal static class SymbolExtensions
{
    public static bool Is(this ISymbol? symbol, ISymbol? other) =>
        symbol is not null && SymbolEqualityComparer.Default.Equals(symbol, other);

    /// <summary>
    /// Compares types, even if one of them comes from a reference to another project: with another target framework, it is a different symbol.
    /// </summary>
    public static bool IsSame(this ITypeSymbol? type, INamedTypeSymbol other) =>
        type.Is(other)
        || (type is INamedTypeSymbol named && named.MetadataName == other.MetadataName
            && named.ContainingAssembly?.Name == other.ContainingAssembly?.Name && named.ToDisplayString() == other.ToDisplayString());

    public static bool Is(this ISymbol? symbol, KnownType type) => type.Is(symbol);

    /// <summary>Gets the outermost namespace, which identifies the library; null in the global namespace.</summary>
    public static string? RootNamespace(this ISymbol? symbol)
    {
        var space = symbol?.ContainingNamespace;
        while (space is { ContainingNamespace: { IsGlobalNamespace: false } outer })
        {
            space = outer;
        }

        return space?.Name;
    }

    /// <summary>Returns true for the type itself, and for a type that derives from it or implements it.</summary>
    public static bool IsOrInheritsFrom(this ITypeSymbol? type, KnownType ancestor) => type.IsOrInheritsFrom(ancestor.Test, ancestor.IsInterface);

    /// <summary>Does the same for any predicate; collects the interfaces only if the ancestor may be one.</summary>
    public static bool IsOrInheritsFrom(this ITypeSymbol? type, Func<ITypeSymbol, bool> isAncestor, bool mayBeInterface)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (isAncestor(current))
            {
                return true;
            }
        }

        if (type is ITypeParameterSymbol parameter)
        {
            foreach (var constraint in parameter.ConstraintTypes)
            {
                if (constraint.IsOrInheritsFrom(isAncestor, mayBeInterface))
                {
                    return true;
                }
            }

            return false;
        }

        return mayBeInterface && type is not null && ImmutableArrayExtensions.Any(type.AllInterfaces, isAncestor);
    }
}
