using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>Finds the code that creates a value: the expression, and the definitions of its variables, members and methods.</summary>
internal static class Definitions
{
    private const int MaxSteps = 3;

    public static IReadOnlyList<SyntaxNode> Of(ExpressionSyntax expression, Func<SyntaxTree, SemanticModel> model)
    {
        List<SyntaxNode> found = new();
        Add(expression, model, MaxSteps, found);
        return found;
    }

    private static void Add(SyntaxNode part, Func<SyntaxTree, SemanticModel> model, int stepsLeft, List<SyntaxNode> found)
    {
        if (found.Contains(part))
        {
            return;
        }

        found.Add(part);
        if (stepsLeft == 0)
        {
            return;
        }

        foreach (var name in part.DescendantNodesAndSelf().OfType<SimpleNameSyntax>())
        {
            var file = model(name.SyntaxTree);
            foreach (var definition in DefinitionsOf(file.GetSymbolInfo(name).Symbol, file.Compilation))
            {
                Add(definition, model, stepsLeft - 1, found);
            }
        }
    }

    /// <summary>
    /// Gets the declarations of a symbol in the project itself. An editor has the source of other projects as well, but a build does not, and both
    /// should report the same.
    /// </summary>
    public static IEnumerable<SyntaxNode> DeclarationsIn(Compilation compilation, ISymbol? symbol) =>
        symbol is null
            ? Enumerable.Empty<SyntaxNode>()
            : symbol.DeclaringSyntaxReferences
                .Where(reference => compilation.ContainsSyntaxTree(reference.SyntaxTree))
                .Select(static reference => reference.GetSyntax());

    /// <summary>Gets the declarations of a symbol in the visible projects.</summary>
    public static IEnumerable<SyntaxNode> DeclarationsIn(VisibleProjects projects, ISymbol? symbol) =>
        symbol is null
            ? Enumerable.Empty<SyntaxNode>()
            : symbol.DeclaringSyntaxReferences
                .Where(reference => projects.Of(reference.SyntaxTree) is not null)
                .Select(static reference => reference.GetSyntax());

    private static IEnumerable<SyntaxNode> DefinitionsOf(ISymbol? symbol, Compilation compilation)
    {
        if (symbol is not (ILocalSymbol or IFieldSymbol or IPropertySymbol or IMethodSymbol))
        {
            yield break;
        }

        foreach (var declaration in DeclarationsIn(compilation, symbol))
        {
            yield return declaration;
            if (symbol is IFieldSymbol or IPropertySymbol && declaration.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type)
            {
                foreach (var value in type.TokensNamed(symbol.Name)
                    .Select(static token => SourceMethods.ValueAssignedTo(token.Parent))
                    .OfType<ExpressionSyntax>())
                {
                    yield return value;
                }
            }
        }
    }
}
