using Atom.OAuth.Analyzers;
using Atom.OAuth.Analyzers.Flow;
using Atom.OAuth.CodeFixes.Injection;
using Atom.OAuth.CodeFixes.Rules;
using Atom.OAuth.CodeFixes.Subjects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.CodeFixes.Insertion;

/// <summary>Finds the cancellation token that the code around a read works with.</summary>
internal static class CancellationTokens
{
    /// <summary>The token that the read itself is given, else the nearest one in scope, as an expression; null when there is none.</summary>
    public static string? At(SyntaxNode anchor, ReadSite site) =>
        GivenTo(site.Finding.Site, site.Symbols) ?? GivenTo(site.Finding.Body.Unwrap(), site.Symbols) ?? InScope(anchor, site);

    private static string? GivenTo(IOperation operation, OAuthSymbols symbols)
    {
        var given = (operation as IInvocationOperation)?.Arguments.FirstOrDefault(a => !a.IsImplicit && a.Parameter!.Type.Is(symbols.CancellationToken));
        return given?.Syntax is ArgumentSyntax { Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax } argument && RepeatableExpression.Is(argument.Expression)
            ? argument.Expression.ToString()
            : null;
    }

    /// <summary>The nearest token in scope, as an expression; null when there is none.</summary>
    public static string? InScope(SyntaxNode anchor, FixSite site) =>
        VariablesInScope.At(anchor, site.Model)
            .FirstOrDefault(symbol => symbol is IParameterSymbol or ILocalSymbol && VariablesInScope.TypeOf(symbol).Is(site.Symbols.CancellationToken))?.Name;
}
