using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Determines the outcome of a check, and whether it decides anything.</summary>
internal static class Outcomes
{
    /// <summary>Gets the whole expression whose value is the result: <c>!await Check(state).ConfigureAwait(false)</c>.</summary>
    public static ExpressionSyntax Of(ExpressionSyntax check)
    {
        var outcome = check;
        while (outcome.Parent is ExpressionSyntax around && HandsOn(around, outcome))
        {
            outcome = around;
        }

        return outcome;
    }

    /// <summary>Gets the whole condition that it is part of: <c>isStrict &amp;&amp; !check</c>.</summary>
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

    /// <summary>Gets the function of the callback, or of a helper.</summary>
    public static SyntaxNode? FunctionAround(SyntaxNode check) => Endpoints.Around(check) ?? Members.Around(check);

    /// <summary>Returns true if a condition in the function uses the variable, outside of the excluded node.</summary>
    public static bool Decides(SyntaxNode function, string variable, SyntaxNode except) => function.TokensNamed(variable)
        .Any(token => token.Parent is IdentifierNameSyntax use && !except.Span.Contains(use.Span) && IsInCondition(use));

    /// <summary>Returns true for statements that only log or set view data.</summary>
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
    /// Returns true if the value decides something or is passed to a call that may throw. <c>Link(id == default ? own : id)</c> only chooses a value.
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
