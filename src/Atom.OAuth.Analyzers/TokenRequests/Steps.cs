using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>Determines, by syntax alone, what is reached each time a piece of code runs.</summary>
internal static class Steps
{
    /// <summary>Calls that check for a missing value.</summary>
    private static readonly HashSet<string> AbsenceTests = new(StringComparer.Ordinal) { "IsNullOrEmpty", "IsNullOrWhiteSpace" };

    /// <summary>
    /// Returns true if the code always makes the call, unless a required value is missing: the call is not in a branch, exception handler or
    /// nested function, and nothing before it exits.
    /// </summary>
    public static bool AlwaysReach(SyntaxNode code, SyntaxNode call)
    {
        var child = call;
        for (var node = call.Parent; node is not null && child != code; child = node, node = node.Parent)
        {
            if (IsBranch(node, child))
            {
                return false;
            }
        }

        return child == code && !MayLeaveBefore(code, call);
    }

    private static bool IsBranch(SyntaxNode node, SyntaxNode child) => node switch
    {
        IfStatementSyntax choice => child != choice.Condition && !(child == choice.Statement && IsPresence(choice.Condition)),
        ElseClauseSyntax or CatchClauseSyntax or FinallyClauseSyntax or SwitchSectionSyntax or SwitchExpressionArmSyntax => true,
        ForEachStatementSyntax loop => child == loop.Statement,
        ForStatementSyntax loop => child == loop.Statement,
        WhileStatementSyntax loop => child == loop.Statement,
        ConditionalExpressionSyntax choice => child != choice.Condition,
        BinaryExpressionSyntax
        {
            RawKind: (int)SyntaxKind.LogicalAndExpression
            or (int)SyntaxKind.LogicalOrExpression or (int)SyntaxKind.CoalesceExpression
        } choice =>
            child == choice.Right,
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression } choice => child == choice.Right,
        AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax => true,
        _ => false,
    };

    private static bool MayLeaveBefore(SyntaxNode code, SyntaxNode call) =>
        code.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .OfType<IfStatementSyntax>()
            .Any(choice => choice.Span.End <= call.SpanStart && !IsAbsence(choice.Condition) && Leaves(choice));

    private static bool Leaves(IfStatementSyntax choice) =>
        choice.Statement.DescendantNodesAndSelf(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Any(static node => node is ReturnStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax);

    /// <summary>Returns true if the condition checks that a required value is missing.</summary>
    public static bool IsAbsence(ExpressionSyntax condition) => condition switch
    {
        ParenthesizedExpressionSyntax inner => IsAbsence(inner.Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } either => IsAbsence(either.Left) && IsAbsence(either.Right),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression, Right: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } } => true,
        IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax { Expression: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } } } => true,
        InvocationExpressionSyntax call => AbsenceTests.Contains(call.CalledName()),
        _ => false,
    };

    /// <summary>Returns true if the condition checks that a required value exists.</summary>
    private static bool IsPresence(ExpressionSyntax condition) => condition switch
    {
        ParenthesizedExpressionSyntax inner => IsPresence(inner.Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => IsPresence(both.Left) && IsPresence(both.Right),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => IsAbsence(not.Operand),
        _ => false,
    };
}
