using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.States;

/// <summary>Analyzes the uses of something with the name of a state.</summary>
internal static class StateUses
{
    /// <summary>Returns true if a use has no effect on a request: an unread variable, or a parameterless call on an object.</summary>
    public static bool IsIdle(SyntaxToken name) => name.Parent switch
    {
        VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } => !Functions.Around(name.Parent)
            .TokensNamed(name.ValueText).Skip(1).Any(),
        IdentifierNameSyntax identifier => IsOnlyAsked(identifier.Parent is MemberAccessExpressionSyntax access && access.Name == identifier ? access : identifier),
        _ => false,
    };

    /// <summary><c>if (AuthState.IsRunning())</c>, <c>AuthState.Start();</c></summary>
    private static bool IsOnlyAsked(ExpressionSyntax state)
    {
        if (state.Parent is not MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } call } access
            || access.Expression != state)
        {
            return false;
        }

        SyntaxNode asked = call;
        while (asked.Parent is ParenthesizedExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression }
            or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression })
        {
            asked = asked.Parent;
        }

        return asked.Parent is ExpressionStatementSyntax or IfStatementSyntax;
    }
}
