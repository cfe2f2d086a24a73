using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>The code that makes a value: the expression, and what its variables, members and methods of the compilation are made of.</summary>
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
            foreach (var definition in DefinitionsOf(model(name.SyntaxTree).GetSymbolInfo(name).Symbol))
            {
                Add(definition, model, stepsLeft - 1, found);
            }
        }
    }

    private static IEnumerable<SyntaxNode> DefinitionsOf(ISymbol? symbol)
    {
        if (symbol is not (ILocalSymbol or IFieldSymbol or IPropertySymbol or IMethodSymbol))
        {
            yield break;
        }

        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            var declaration = reference.GetSyntax();
            yield return declaration;
            if (symbol is IFieldSymbol or IPropertySymbol && declaration.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type)
            {
                foreach (var value in type.TokensNamed(symbol.Name).Select(static token => MethodBodies.ValueAssignedTo(token.Parent)).OfType<ExpressionSyntax>())
                {
                    yield return value;
                }
            }
        }
    }
}
