using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Editing;

/// <summary>
/// Where new statements are inserted, so that they run before a given expression and as often:
/// before its statement, or in the block that replaces an expression body.
/// </summary>
/// <param name="Node">The statement, or the expression of the expression body.</param>
/// <param name="Owner">The lambda or member with the expression body, or the parent of the statement.</param>
/// <param name="Anchor">The expression that the new statements must precede.</param>
internal sealed record InsertionPoint(SyntaxNode Node, SyntaxNode Owner, SyntaxNode Anchor)
{
    public bool IsExpressionBody => Node is ExpressionSyntax;

    /// <summary>True for a statement directly under <c>if</c>, <c>else</c>, <c>using</c>, …, without braces.</summary>
    public bool IsEmbedded => !IsExpressionBody
        && Owner is not (BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax or LabeledStatementSyntax);

    /// <summary>The part of the tree in which the name of a new local must be unique.</summary>
    public SyntaxNode Scope => Owner switch
    {
        GlobalStatementSyntax => Owner.Parent!,
        SwitchSectionSyntax => Owner.Parent!,
        LabeledStatementSyntax => Owner.FirstAncestorOrSelf<BlockSyntax>() ?? Owner.Parent!,
        BlockSyntax => Owner,
        _ => Node,
    };

    /// <summary>True if the anchor may not be evaluated each time its statement runs.</summary>
    public bool IsConditional => ConditionsAbove(Anchor).Any();

    /// <summary>Gets the expressions that decide whether the anchor is evaluated.</summary>
    public IEnumerable<SyntaxNode> ConditionsAbove(SyntaxNode from)
    {
        for (SyntaxNode child = from, parent = from.Parent!; child != Node && parent is not null; child = parent, parent = parent.Parent!)
        {
            switch (parent)
            {
                case ConditionalExpressionSyntax choice when child != choice.Condition:
                    yield return choice.Condition;
                    break;
                case BinaryExpressionSyntax binary when child == binary.Right
                    && binary.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression or SyntaxKind.CoalesceExpression:
                    yield return binary.Left;
                    break;
                case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression } assignment when child == assignment.Right:
                    yield return assignment.Left;
                    break;
                case ConditionalAccessExpressionSyntax access when child == access.WhenNotNull:
                    yield return access.Expression;
                    break;
                case SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice }:
                    yield return choice.GoverningExpression;
                    break;
                case WhenClauseSyntax:
                    yield return parent;
                    break;
            }
        }
    }

    /// <summary>Returns null if nothing can be inserted before the expression: a loop condition, a field, a query, a catch filter.</summary>
    public static InsertionPoint? Before(SyntaxNode anchor, SemanticModel model)
    {
        for (SyntaxNode child = anchor, parent = anchor.Parent!; parent is not null; child = parent, parent = parent.Parent!)
        {
            switch (parent)
            {
                case StatementSyntax statement when IsRepeated(statement, child):
                case QueryExpressionSyntax or QueryBodySyntax or QueryClauseSyntax or CatchFilterClauseSyntax:
                case LambdaExpressionSyntax lambda when IsExpressionTree(lambda, model):
                    return null;
                case StatementSyntax statement:
                    return IsInExpressionTree(statement, model) ? null : new InsertionPoint(statement, statement.Parent!, anchor);
                case LambdaExpressionSyntax lambda when lambda.ExpressionBody == child:
                    return new InsertionPoint(child, lambda, anchor);
                case ArrowExpressionClauseSyntax arrow:
                    return new InsertionPoint(arrow.Expression, arrow.Parent!, anchor);
                case MemberDeclarationSyntax and not GlobalStatementSyntax:
                    return null;
            }
        }

        return null;
    }

    private static bool IsRepeated(StatementSyntax statement, SyntaxNode child) => statement switch
    {
        WhileStatementSyntax or DoStatementSyntax => true,
        ForStatementSyntax loop => child == loop.Condition || loop.Incrementors.Contains(child),
        _ => false,
    };

    private static bool IsInExpressionTree(SyntaxNode node, SemanticModel model) =>
        node.AncestorsAndSelf().OfType<LambdaExpressionSyntax>().Any(lambda => IsExpressionTree(lambda, model));

    private static bool IsExpressionTree(LambdaExpressionSyntax lambda, SemanticModel model) =>
        model.GetTypeInfo(lambda).ConvertedType is INamedTypeSymbol
        {
            Name: "Expression",
            ContainingNamespace: { Name: "Expressions", ContainingNamespace.Name: "Linq" },
        };
}
