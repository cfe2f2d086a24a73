using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
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

    /// <summary>
    /// Gets the branches of switches on a parameter or variable that the loop does not set: each run chooses the same branch. Switches on members
    /// are left out, because anything may set those.
    /// </summary>
    public static IEnumerable<SyntaxNode> ChosenIn(StatementSyntax loop, StatementSyntax body) =>
        body.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Where(choice => choice switch
            {
                SwitchExpressionSyntax { GoverningExpression: IdentifierNameSyntax value } => IsSame(value, loop),
                SwitchStatementSyntax { Expression: IdentifierNameSyntax value } => IsSame(value, loop),
                _ => false,
            })
            .Where(choice => AlwaysReach(body, choice))
            .SelectMany(static choice => choice is SwitchExpressionSyntax chosen
                ? chosen.Arms.Where(static arm => arm.WhenClause is null).Select(static arm => (SyntaxNode)arm.Expression)
                : ((SwitchStatementSyntax)choice).Sections.SelectMany(static section => section.Statements));

    /// <summary>Returns true for a parameter or variable that is declared outside of the loop and not set in it.</summary>
    private static bool IsSame(IdentifierNameSyntax value, StatementSyntax loop) =>
        value.Identifier.ValueText is var name
        && !GivenValues.AreIn(loop, name)
        && !loop.TokensNamed(name).Any(static token => token.Parent is not IdentifierNameSyntax
            || token.Parent.Parent is PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax)
        && Members.Around(loop)?.TokensNamed(name).Any(static token => token.Parent is ParameterSyntax
            or VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax }) == true;

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
