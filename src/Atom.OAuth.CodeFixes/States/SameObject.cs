using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>Determines whether two methods of a type are called on the same object, so that they share its fields.</summary>
internal static class SameObject
{
    /// <summary>Returns true for static methods, methods called only on <c>this</c>, and methods called only on the same variable.</summary>
    /// <param name="first">The first method.</param>
    /// <param name="second">The second method.</param>
    /// <param name="compilation">The compilation.</param>
    public static bool Has(IMethodSymbol first, IMethodSymbol second, Compilation compilation)
    {
        if (first.IsStatic || second.IsStatic)
        {
            return first.IsStatic && second.IsStatic;
        }

        var objects = ObjectsOf(first, compilation).Concat(ObjectsOf(second, compilation)).ToList();
        return objects.TrueForAll(static known => known is not null) && objects.Distinct(SymbolEqualityComparer.Default).Count() == 1;
    }

    /// <summary>Finds the names in all files that refer to the method.</summary>
    public static IEnumerable<SimpleNameSyntax> UsesOf(IMethodSymbol method, Compilation compilation) =>
        FindUses(method, compilation).Select(static use => use.Name);

    /// <summary>Finds the names with the semantic model of their file: one for each file, because a new model binds everything again.</summary>
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

    /// <summary>Gets the type for calls on <c>this</c>, else the variable or field; null for a use with neither.</summary>
    private static List<ISymbol?> ObjectsOf(IMethodSymbol method, Compilation compilation)
    {
        var objects = FindUses(method, compilation).Select(use => ObjectOf(use.Name, method, use.Model)).ToList();
        // A private method that is not named in code is called by the markup of a window, on the object itself.
        return objects.Count > 0 ? objects
            : new List<ISymbol?> { method.DeclaredAccessibility == Accessibility.Private ? method.ContainingType : null };
    }

    /// <summary>Returns true if a name refers to the method, or to an interface member that it implements.</summary>
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
