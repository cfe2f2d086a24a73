using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.CodeFixes.Fixing;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.CodeFixes.Injection;

/// <summary>Finds the cancellation token of the surrounding code.</summary>
internal static class CancellationTokens
{
    /// <summary>Gets the nearest token in scope, as an expression; null if there is none.</summary>
    public static string? InScope(SyntaxNode anchor, FixSite site) =>
        VariablesInScope.At(anchor, site.Model)
            .FirstOrDefault(symbol => symbol is IParameterSymbol or ILocalSymbol
                && VariablesInScope.TypeOf(symbol).Is(site.Symbols.CancellationToken))?.Name;
}
