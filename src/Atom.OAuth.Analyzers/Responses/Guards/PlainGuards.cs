using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.Analyzers.Responses.Guards;

/// <summary>
/// Guards that can be told from the statements around a place: <c>if (isJson) { read }</c> and <c>if (isPage) return; read</c>.
/// Says only what the control-flow graph would say too; building one costs many times more.
/// </summary>
internal sealed class PlainGuards
{
    private readonly HashSet<ISymbol> _carriers;
    private readonly BodyFacts _facts;
    private readonly GuardConditions _conditions;

    public PlainGuards(HashSet<ISymbol> carriers, BodyFacts facts, OAuthSymbols symbols, GuardMethods methods)
    {
        _carriers = carriers;
        _facts = facts;
        _conditions = new GuardConditions(symbols, methods, carriers, facts, static _ => ImmutableArray<IOperation>.Empty);
    }

    /// <summary>True when one of them stands before the place, in the same function.</summary>
    public bool Precede(IOperation place)
    {
        for (var (child, parent) = (place, place.Parent); parent is not null
            and not (IAnonymousFunctionOperation or ILocalFunctionOperation); child = parent, parent = parent.Parent)
        {
            if (parent switch
            {
                IConditionalOperation choice when child != choice.Condition =>
                    Holds(choice.Condition, child == choice.WhenTrue) && Stays(child.Syntax.Span),
                IBlockOperation block => LeaveBefore(block, child),
                _ => false,
            })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when all that looks like a part of a test stands in conditions that test none of the carriers.</summary>
    public bool AreAbsent()
    {
        foreach (var shape in _facts.GuardShapes)
        {
            if (Condition(shape) is not { } condition || !IsPlain(condition, mayBeNull: false) || _conditions.Evaluate(condition) != GuardTruth.None)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A statement of the block, before the given one, that goes on only when the body is no page.</summary>
    private bool LeaveBefore(IBlockOperation block, IOperation before)
    {
        var found = false;
        foreach (var statement in block.Operations)
        {
            // A jump could come in after the guard.
            if (statement is ILabeledOperation)
            {
                return false;
            }

            if (statement == before)
            {
                break;
            }

            found = found || (statement is IConditionalOperation { WhenFalse: null } choice
                && Leaves(choice.WhenTrue)
                && Holds(choice.Condition, answer: false)
                && Stays(TextSpan.FromBounds(choice.Syntax.Span.End, before.Syntax.Span.End)));
        }

        return found;
    }

    private static bool Leaves(IOperation branch) => branch switch
    {
        IBlockOperation { Operations: { Length: > 0 } statements } => Leaves(statements[statements.Length - 1]),
        IReturnOperation { Kind: OperationKind.Return } or IThrowOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        _ => false,
    };

    private bool Holds(IOperation condition, bool answer) =>
        IsPlain(condition, mayBeNull: true)
        && _conditions.Evaluate(condition).HasFlag(answer ? GuardTruth.SafeWhenTrue : GuardTruth.SafeWhenFalse);

    /// <summary>True when no carrier gets another response there.</summary>
    private bool Stays(TextSpan code)
    {
        foreach (var carrier in _carriers)
        {
            foreach (var assigned in _facts.ValuesOf(carrier))
            {
                if (code.Contains(assigned.Value.Syntax.Span) && !_conditions.MentionsCarrier(assigned.Value))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>The condition of an if statement that the operation is a part of; null where it stands elsewhere.</summary>
    private static IOperation? Condition(IOperation part)
    {
        for (var (child, parent) = (part, part.Parent); parent is not null; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IConditionalOperation choice when choice.Condition == child:
                    return child;
                case IBlockOperation or IExpressionStatementOperation or IVariableDeclarationGroupOperation or IReturnOperation:
                    return null;
            }
        }

        return null;
    }

    /// <summary>Made of comparisons, calls, <c>!</c>, <c>&amp;&amp;</c> and <c>||</c> only: more than that branches inside.</summary>
    private static bool IsPlain(IOperation condition, bool mayBeNull)
    {
        foreach (var part in condition.DescendantsAndSelf())
        {
            if (part.Kind is OperationKind.Coalesce or OperationKind.Conditional or OperationKind.SwitchExpression or OperationKind.AnonymousFunction
                || (part.Kind == OperationKind.ConditionalAccess && !mayBeNull))
            {
                return false;
            }
        }

        return true;
    }
}
