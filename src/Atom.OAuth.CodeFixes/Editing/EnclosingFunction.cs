using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Editing;

/// <summary>The innermost function that contains a node: method, accessor, local function, lambda or top-level code.</summary>
internal sealed class EnclosingFunction
{
    private readonly bool _isLocked;

    private EnclosingFunction(SyntaxNode node, IMethodSymbol? symbol, bool isAsync, bool isLocked)
    {
        Node = node;
        Symbol = symbol;
        IsAsync = isAsync;
        _isLocked = isLocked;
    }

    public SyntaxNode Node { get; }

    public IMethodSymbol? Symbol { get; }

    public bool IsAsync { get; }

    /// <summary>False in synchronous functions, and inside lock, unsafe and fixed statements.</summary>
    public bool CanAwait => IsAsync && !_isLocked;

    /// <summary>True for a synchronous function that returns a task with a result.</summary>
    public bool ReturnsTask =>
        !IsAsync
        && !_isLocked
        && Symbol?.ReturnType is INamedTypeSymbol { Arity: 1, Name: "Task" or "ValueTask" } task
        && task.ContainingNamespace is { Name: "Tasks", ContainingNamespace.Name: "Threading" };

    /// <summary>False if an expression body becomes an expression statement, because nothing is returned.</summary>
    public bool ReturnsValue =>
        Symbol is { ReturnsVoid: false } && !(Symbol.IsAsync && Symbol.ReturnType is INamedTypeSymbol { Arity: 0 });

    /// <summary>True if most awaits use ConfigureAwait(false), as in library code.</summary>
    public bool LeavesContext
    {
        get
        {
            var awaits = Node.DescendantNodes().OfType<AwaitExpressionSyntax>().ToList();
            return awaits.Count(IsConfigured) * 2 > awaits.Count;
        }
    }

    /// <summary><c>await task.ConfigureAwait(false)</c>.</summary>
    private static bool IsConfigured(AwaitExpressionSyntax wait) =>
        wait.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" } } call
        && call.ArgumentList.Arguments.Any(static argument => argument.Expression.IsKind(SyntaxKind.FalseLiteralExpression));

    public static EnclosingFunction? Of(SyntaxNode node, SemanticModel model)
    {
        var isLocked = false;
        for (var current = node.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case LockStatementSyntax or UnsafeStatementSyntax or FixedStatementSyntax:
                    isLocked = true;
                    break;
                case AnonymousFunctionExpressionSyntax function:
                    return new EnclosingFunction(
                        function, model.GetSymbolInfo(function).Symbol as IMethodSymbol, function.AsyncKeyword.RawKind != 0, isLocked);
                case LocalFunctionStatementSyntax function:
                    return new EnclosingFunction(
                        function,
                        model.GetDeclaredSymbol(function) as IMethodSymbol,
                        function.Modifiers.Any(SyntaxKind.AsyncKeyword),
                        isLocked);
                case BaseMethodDeclarationSyntax method:
                    return new EnclosingFunction(method, model.GetDeclaredSymbol(method), method.Modifiers.Any(SyntaxKind.AsyncKeyword), isLocked);
                case AccessorDeclarationSyntax accessor:
                    return new EnclosingFunction(accessor, model.GetDeclaredSymbol(accessor), isAsync: false, isLocked);
                case BasePropertyDeclarationSyntax property:
                    return new EnclosingFunction(
                        property, (model.GetDeclaredSymbol(property) as IPropertySymbol)?.GetMethod, isAsync: false, isLocked);
                case GlobalStatementSyntax global:
                    return new EnclosingFunction(global.Parent!, model.GetEnclosingSymbol(node.SpanStart) as IMethodSymbol, isAsync: true, isLocked);
                case MemberDeclarationSyntax:
                    return null;
            }
        }

        return null;
    }
}
