using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>Determines whether the application registers a type with a single instance.</summary>
internal static class Singletons
{
    private static readonly string[] One = { "AddSingleton", "TryAddSingleton", "AddHostedService" };

    /// <summary>Returns true if every registration of the type is one of a single instance, and there is one.</summary>
    public static bool Contains(INamedTypeSymbol type, VisibleProjects projects)
    {
        var isOne = false;
        foreach (var token in projects.All.SelectMany(static project => project.SyntaxTrees).SelectMany(tree => tree.GetRoot().TokensNamed(type.Name)))
        {
            if (token.Parent is not IdentifierNameSyntax { Parent: TypeArgumentListSyntax { Parent: GenericNameSyntax { Identifier.ValueText: var call } } }
                || !(call.StartsWith("Add", StringComparison.Ordinal) || call.StartsWith("TryAdd", StringComparison.Ordinal)))
            {
                continue;
            }

            if (Array.IndexOf(One, call) < 0)
            {
                return false;
            }

            isOne = true;
        }

        return isOne;
    }
}
