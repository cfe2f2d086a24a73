using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>Finds the code that a call runs, in any visible project.</summary>
internal static class VisibleMethods
{
    /// <summary>Gets the called method, also if an argument has an unknown type; null if several are possible.</summary>
    public static IMethodSymbol? CalledBy(InvocationExpressionSyntax call, SemanticModel model) =>
        model.GetSymbolInfo(call) is var info && info is { Symbol: null, CandidateSymbols: [var only] } ? only as IMethodSymbol : info.Symbol as IMethodSymbol;

    /// <summary>Gets the declaration with the body; null if there is none, or an interface has several implementations.</summary>
    public static SyntaxNode? DeclarationOf(IMethodSymbol method, VisibleProjects projects)
    {
        if (method.IsAbstract)
        {
            var implementations = projects.All.SelectMany(project => SourceMethods.ImplementationsOf(method, project, CancellationToken.None)).Take(2).ToList();
            if (implementations is not [var only])
            {
                return null;
            }

            method = only;
        }

        return SourceMethods.Declaration(method) is { } declaration && projects.Of(declaration.SyntaxTree) is not null ? declaration : null;
    }
}
