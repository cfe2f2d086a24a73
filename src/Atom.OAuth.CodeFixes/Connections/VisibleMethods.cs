using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.CodeFixes.Connections;

/// <summary>Finds the code that a call runs, in any visible project.</summary>
internal static class VisibleMethods
{
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
