using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>What comes out of a check, and whether something is decided by it.</summary>
internal static class Outcomes
{
    /// <summary>The whole expression whose value is the answer: <c>!await Check(state).ConfigureAwait(false)</c>.</summary>
    public static ExpressionSyntax Of(ExpressionSyntax check)
    {
        var outcome = check;
        while (outcome.Parent is ExpressionSyntax around && HandsOn(around, outcome))
        {
            outcome = around;
        }

        return outcome;
    }

    /// <summary>The condition that it is a part of: <c>isStrict &amp;&amp; !check</c>.</summary>
    public static ExpressionSyntax ConditionAround(ExpressionSyntax outcome)
    {
        var condition = outcome;
        while (condition.Parent is ParenthesizedExpressionSyntax
            or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression })
        {
            condition = (ExpressionSyntax)condition.Parent;
        }

        return condition;
    }

    /// <summary>The callback's own function, or that of a helper.</summary>
    public static SyntaxNode? FunctionAround(SyntaxNode check) => Endpoints.Around(check) ?? Members.Around(check);

    /// <summary>Whether a condition in the function asks for the variable, outside of a part that is known already.</summary>
    public static bool Decides(SyntaxNode function, string variable, SyntaxNode except) => function.TokensNamed(variable)
        .Any(token => token.Parent is IdentifierNameSyntax use && !except.Span.Contains(use.Span) && IsInCondition(use));

    /// <summary>Statements that only tell of something: they log, or leave a word for the page.</summary>
    public static bool OnlyTells(StatementSyntax statement) => statement switch
    {
        BlockSyntax block => block.Statements.All(OnlyTells),
        EmptyStatementSyntax => true,
        ExpressionStatementSyntax { Expression: var expression } =>
            (expression is AwaitExpressionSyntax { Expression: var awaited } ? awaited : expression) switch
            {
                InvocationExpressionSyntax call => IsLog(call),
                AssignmentExpressionSyntax assignment => IsOfView(assignment.Left),
                _ => false,
            },
        _ => false,
    };

    public static bool IsLog(InvocationExpressionSyntax call) => call.Receiver() is not null && LogCalls.Contains(call.CalledName());

    public static bool IsOfView(ExpressionSyntax target) =>
        target is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax && target.Root() is { } root && IdleCheckWords.ViewData.Matches(root);

    private static bool HandsOn(ExpressionSyntax around, ExpressionSyntax inner) => around switch
    {
        ParenthesizedExpressionSyntax or AwaitExpressionSyntax or PostfixUnaryExpressionSyntax => true,
        PrefixUnaryExpressionSyntax => around.IsKind(SyntaxKind.LogicalNotExpression),
        MemberAccessExpressionSyntax access => access.Expression == inner && access.Name.Identifier.ValueText == "ConfigureAwait",
        InvocationExpressionSyntax call => call.Expression == inner && call.CalledName() == "ConfigureAwait",
        BinaryExpressionSyntax binary => binary.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression
            && (binary.Left == inner ? binary.Right : binary.Left) is LiteralExpressionSyntax,
        IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax or UnaryPatternSyntax { Pattern: ConstantPatternSyntax } } => true,
        _ => false,
    };

    /// <summary>
    /// Decided by it, or handed to what may throw. <c>Link(id == default ? own : id)</c> chooses a value, and lets everybody through.
    /// </summary>
    private static bool IsInCondition(IdentifierNameSyntax use)
    {
        var isAsked = false;
        foreach (var around in use.Ancestors())
        {
            switch (around)
            {
                case ConditionalExpressionSyntax choice when choice.Condition.Span.Contains(use.Span):
                    return choice.Parent is not ArgumentSyntax || choice.DescendantNodes().Any(static node => node is ThrowExpressionSyntax);
                case InvocationExpressionSyntax call when !IsLog(call) && IdleCheckWords.Throwing.Matches(call.CalledName()):
                case IfStatementSyntax test when test.Condition.Span.Contains(use.Span):
                case WhileStatementSyntax or SwitchStatementSyntax or SwitchExpressionSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax:
                    return true;
                case BinaryExpressionSyntax binary:
                    isAsked |= !binary.IsKind(SyntaxKind.AddExpression);
                    break;
                case IsPatternExpressionSyntax:
                    isAsked = true;
                    break;
                case StatementSyntax:
                    return isAsked;
            }
        }

        return isAsked;
    }
}
