using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>Whether two methods of a type are called on one object, so that what the one keeps the other finds.</summary>
internal static class SameObject
{
    /// <summary>Static ones, private ones that the object calls on itself, and those that all callers call on one variable or field.</summary>
    /// <param name="first">The one method.</param>
    /// <param name="second">The other.</param>
    /// <param name="compilation">The code.</param>
    public static bool Has(IMethodSymbol first, IMethodSymbol second, Compilation compilation)
    {
        if (first.IsStatic || second.IsStatic)
        {
            return first.IsStatic && second.IsStatic;
        }

        var objects = ObjectsOf(first, compilation).Concat(ObjectsOf(second, compilation)).ToList();
        return objects.TrueForAll(static known => known is not null) && objects.Distinct(SymbolEqualityComparer.Default).Count() == 1;
    }

    /// <summary>The names in all files that mean the method.</summary>
    public static IEnumerable<SimpleNameSyntax> UsesOf(IMethodSymbol method, Compilation compilation) =>
        FindUses(method, compilation).Select(static use => use.Name);

    /// <summary>Each name with the semantic model of its file: a new model binds everything again, so that a file gets only one.</summary>
    private static IEnumerable<(SimpleNameSyntax Name, SemanticModel Model)> FindUses(IMethodSymbol method, Compilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            SemanticModel? model = null;
            foreach (var name in tree.GetRoot().TokensNamed(method.Name).Select(static token => token.Parent).OfType<SimpleNameSyntax>())
            {
                model ??= compilation.GetSemanticModel(tree);
                if (IsUse(name, method, model))
                {
                    yield return (name, model);
                }
            }
        }
    }

    /// <summary>The type itself for calls on the own object, else the variable or field; null where a use shows none.</summary>
    private static List<ISymbol?> ObjectsOf(IMethodSymbol method, Compilation compilation)
    {
        var objects = FindUses(method, compilation).Select(use => ObjectOf(use.Name, method, use.Model)).ToList();
        // What nothing names in the code is called by a window's markup, on the object itself, if it is private.
        return objects.Count > 0 ? objects
            : new List<ISymbol?> { method.DeclaredAccessibility == Accessibility.Private ? method.ContainingType : null };
    }

    /// <summary>Whether a name means the method, or the member of an interface that it implements.</summary>
    private static bool IsUse(SimpleNameSyntax name, IMethodSymbol method, SemanticModel model) =>
        model.GetSymbolInfo(name) is var info
        && (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is { } used
        && (SymbolEqualityComparer.Default.Equals(used.OriginalDefinition, method)
            || (used is IMethodSymbol { ContainingType.TypeKind: TypeKind.Interface }
                && SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(used), method)));

    private static ISymbol? ObjectOf(SimpleNameSyntax name, IMethodSymbol method, SemanticModel model) => name.Parent switch
    {
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } => method.ContainingType,
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax owner } access when access.Name == name =>
            model.GetSymbolInfo(owner).Symbol is ILocalSymbol or IFieldSymbol or IParameterSymbol ? model.GetSymbolInfo(owner).Symbol : null,
        MemberAccessExpressionSyntax or MemberBindingExpressionSyntax => null,
        _ => method.ContainingType,
    };
}
