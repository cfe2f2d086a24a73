using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Insertion;

/// <summary>The innermost function around a node: method, accessor, local function, lambda or top-level code.</summary>
internal sealed class EnclosingFunction
{
    private EnclosingFunction(SyntaxNode node, IMethodSymbol? symbol, bool canAwait)
    {
        Node = node;
        Symbol = symbol;
        CanAwait = canAwait;
    }

    public SyntaxNode Node { get; }

    public IMethodSymbol? Symbol { get; }

    /// <summary>False in synchronous functions and inside a lock.</summary>
    public bool CanAwait { get; }

    /// <summary>False when an expression body becomes an expression statement: nothing is returned.</summary>
    public bool ReturnsValue =>
        Symbol is { ReturnsVoid: false } && !(Symbol.IsAsync && Symbol.ReturnType is INamedTypeSymbol { Arity: 0 });

    public static EnclosingFunction? Of(SyntaxNode node, SemanticModel model)
    {
        var locked = false;
        for (var current = node.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case LockStatementSyntax or UnsafeStatementSyntax or FixedStatementSyntax:
                    locked = true;
                    break;
                case AnonymousFunctionExpressionSyntax function:
                    return new EnclosingFunction(function, model.GetSymbolInfo(function).Symbol as IMethodSymbol, !locked && function.AsyncKeyword.RawKind != 0);
                case LocalFunctionStatementSyntax function:
                    return new EnclosingFunction(function, model.GetDeclaredSymbol(function) as IMethodSymbol, !locked && function.Modifiers.Any(SyntaxKind.AsyncKeyword));
                case BaseMethodDeclarationSyntax method:
                    return new EnclosingFunction(method, model.GetDeclaredSymbol(method), !locked && method.Modifiers.Any(SyntaxKind.AsyncKeyword));
                case AccessorDeclarationSyntax accessor:
                    return new EnclosingFunction(accessor, model.GetDeclaredSymbol(accessor), canAwait: false);
                case BasePropertyDeclarationSyntax property:
                    return new EnclosingFunction(property, (model.GetDeclaredSymbol(property) as IPropertySymbol)?.GetMethod, canAwait: false);
                case GlobalStatementSyntax global:
                    return new EnclosingFunction(global.Parent!, model.GetEnclosingSymbol(node.SpanStart) as IMethodSymbol, !locked);
                case MemberDeclarationSyntax:
                    return null;
            }
        }

        return null;
    }
}
