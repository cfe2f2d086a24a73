using Atom.OAuth.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Insertion;

/// <summary>Finds the cancellation token that the code around a read works with.</summary>
internal static class CancellationTokens
{
    /// <summary>The token of the nearest function that has one, as an expression; null when there is none in scope.</summary>
    public static string? Find(InsertionPoint point, SemanticModel model, OAuthSymbols symbols)
    {
        var position = point.Node.SpanStart;
        return model.LookupSymbols(position)
            .Where(symbol => symbol switch
            {
                IParameterSymbol parameter => parameter.Type.Is(symbols.CancellationToken) && parameter.RefKind is RefKind.None or RefKind.In,
                ILocalSymbol local => local.Type.Is(symbols.CancellationToken) && IsAssignedBefore(local, position),
                _ => false,
            })
            .Where(symbol => IsReachable(symbol, point.Node))
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
