using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.Analyzers.Responses.Guards;

/// <summary>
/// Guards that are recognisable from the statements around a place: <c>if (isJson) { read }</c> and <c>if (isPage) return; read</c>.
/// Finds only what the control-flow graph would find too, because building one is many times more expensive.
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

    /// <summary>Returns true if such a guard precedes the place, in the same function.</summary>
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

    /// <summary>Returns true if everything that looks like part of a test is in conditions that do not test any of the carriers.</summary>
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

    /// <summary>Returns true if a statement of the block, before the given one, continues only if the body is not an HTML page.</summary>
    private bool LeaveBefore(IBlockOperation block, IOperation before)
    {
        var found = false;
        foreach (var statement in block.Operations)
        {
            // A jump could enter after the guard.
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

    /// <summary>Returns true if no carrier is assigned another response there.</summary>
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

    /// <summary>Gets the condition of the if statement that the operation is part of; null if it is elsewhere.</summary>
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

    /// <summary>Allows only comparisons, calls, <c>!</c>, <c>&amp;&amp;</c> and <c>||</c>: anything else has branches inside.</summary>
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
