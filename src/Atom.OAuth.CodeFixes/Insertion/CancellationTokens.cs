using Atom.OAuth.Analyzers;
using Atom.OAuth.Analyzers.Flow;
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

    private static string? InScope(SyntaxNode anchor, ReadSite site)
    {
        var position = InsertionPoint.Before(anchor, site.Model)?.Node.SpanStart ?? anchor.SpanStart;
        return site.Model.LookupSymbols(position)
            .Where(symbol => symbol switch
            {
                IParameterSymbol parameter => parameter.Type.Is(site.Symbols.CancellationToken) && parameter.RefKind is RefKind.None or RefKind.In,
                ILocalSymbol local => local.Type.Is(site.Symbols.CancellationToken) && IsAssignedBefore(local, position),
                _ => false,
            })
            .Where(symbol => IsReachable(symbol, anchor))
            .OrderByDescending(static symbol => symbol.DeclaringSyntaxReferences.FirstOrDefault()?.Span.Start ?? 0)
            .FirstOrDefault()?.Name;
    }

    private static bool IsAssignedBefore(ILocalSymbol local, int position) =>
        local.DeclaringSyntaxReferences.Any(reference =>
            reference.Span.End < position && reference.GetSyntax() is VariableDeclaratorSyntax { Initializer: not null });

    /// <summary>A static lambda or local function cannot see the variables around it.</summary>
    private static bool IsReachable(ISymbol symbol, SyntaxNode node)
    {
        var declaration = symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        return !node.Ancestors()
            .TakeWhile(ancestor => declaration is null || !ancestor.Contains(declaration))
            .Any(static ancestor => ancestor switch
            {
                AnonymousFunctionExpressionSyntax function => function.Modifiers.Any(static m => m.ValueText == "static"),
                LocalFunctionStatementSyntax function => function.Modifiers.Any(static m => m.ValueText == "static"),
                _ => false,
            });
    }
}
