using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers;

internal static class SymbolExtensions
{
    public static bool Is(this ISymbol? symbol, ISymbol? other) =>
        symbol is not null && SymbolEqualityComparer.Default.Equals(symbol, other);

    /// <summary>True for the type itself, a type derived from it, or an implementation of it.</summary>
    public static bool IsOrInheritsFrom(this ITypeSymbol? type, INamedTypeSymbol? ancestor)
    {
        if (type is null || ancestor is null)
        {
            return false;
        }

        if (ancestor.TypeKind == TypeKind.Interface)
        {
            return type.Is(ancestor) || type.AllInterfaces.Contains(ancestor, SymbolEqualityComparer.Default);
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Is(ancestor))
            {
                return true;
            }
        }

        return type is ITypeParameterSymbol parameter
            && parameter.ConstraintTypes.Any(constraint => constraint.IsOrInheritsFrom(ancestor));
    }
}
