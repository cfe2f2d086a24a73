using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.HtmlChecks;

/// <summary>How the result of the HTML check is used.</summary>
internal enum AnswerUse
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>It is only logged.</summary>
    Log,

    /// <summary>It is part of a condition, or is passed on to code that may act on it.</summary>
    Acts,
}

/// <summary>Follows the result of the HTML check to its uses. Anything unknown counts as acting on it.</summary>
internal static class HtmlCheckAnswer
{
    public static AnswerUse UseOf(IInvocationOperation check)
    {
        var value = Outermost(check);
        switch (value.Parent)
        {
            case IExpressionStatementOperation:
                return AnswerUse.None;
            case ISimpleAssignmentOperation { Target: IDiscardOperation }:
                return AnswerUse.None;
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation local, Parent: IExpressionStatementOperation }:
                return UseOf(new[] { local.Local }, check);
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                return UseOf(new[] { declarator.Symbol }, check);
            case IDeconstructionAssignmentOperation { Parent: IExpressionStatementOperation } deconstruction:
                return LocalsOf(deconstruction.Target) is { } locals ? UseOf(locals, check) : AnswerUse.Acts;
            default:
                return UseOfReference(value);
        }
    }

    private static AnswerUse UseOf(IReadOnlyCollection<ILocalSymbol> locals, IInvocationOperation check)
    {
        var use = AnswerUse.None;
        foreach (var operation in check.Root().DescendantsAndSelf())
        {
            if (operation is ILocalReferenceOperation reference
                && locals.Contains(reference.Local, SymbolEqualityComparer.Default)
                && !IsTarget(reference))
            {
                use = (AnswerUse)Math.Max((int)use, (int)UseOfReference(reference));
            }
        }

        return use;
    }

    private static bool IsTarget(ILocalReferenceOperation reference) =>
        reference.IsDeclaration
        || (reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference)
        || (reference.Parent is ITupleOperation { Parent: IDeconstructionAssignmentOperation deconstruction } tuple
            && deconstruction.Target == tuple);

    /// <summary>Walks up from a reference to the result to find how it is used.</summary>
    private static AnswerUse UseOfReference(IOperation mention)
    {
        for (var (child, parent) = (mention, mention.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            switch (parent)
            {
                case IArgumentOperation { Parent: IInvocationOperation call }:
                    return IsLog(call) ? AnswerUse.Log : AnswerUse.Acts;
                case IArgumentOperation or IExpressionStatementOperation:
                    return parent is IExpressionStatementOperation ? AnswerUse.None : AnswerUse.Acts;
                case ISimpleAssignmentOperation { Target: IDiscardOperation }:
                    return AnswerUse.None;
                case IConditionalOperation { Type: null } test when test.Condition == child:
                    return test.WhenFalse is null && Logs(test.WhenTrue) ? AnswerUse.Log : AnswerUse.Acts;
                case IPropertyReferenceOperation or IConversionOperation
                    or IBinaryOperation or IUnaryOperation or IParenthesizedOperation or IInterpolationOperation
                    or IInterpolatedStringOperation or IConditionalOperation
                    or ICoalesceOperation or IConditionalAccessOperation or IIsPatternOperation
                    or IArrayInitializerOperation or IArrayCreationOperation or IAwaitOperation:
                    break;
                case IInvocationOperation call when call.Instance == child:
                    break;
                default:
                    return AnswerUse.Acts;
            }
        }

        return AnswerUse.Acts;
    }

    /// <summary>Returns true for a branch that only logs, or does nothing at all.</summary>
    private static bool Logs(IOperation branch) => branch switch
    {
        IBlockOperation block => block.Operations.All(Logs),
        IExpressionStatementOperation { Operation: var expression } => expression.Unwrap() is IInvocationOperation call && IsLog(call),
        IEmptyOperation => true,
        _ => false,
    };

    private static bool IsLog(IInvocationOperation call) =>
        LogCalls.Contains(call.TargetMethod.Name)
        && !(call.TargetMethod.ContainingType?.Name.EndsWith("Response", StringComparison.Ordinal) ?? false);

    /// <summary>Gets the call including the await around it.</summary>
    private static IOperation Outermost(IOperation call)
    {
        while (true)
        {
            switch (call.Parent)
            {
                case IAwaitOperation or IConversionOperation or IParenthesizedOperation:
                case { } around when TaskMembers.TaskOf(around) == call:
                    call = call.Parent;
                    break;
                default:
                    return call;
            }
        }
    }

    /// <summary>Gets the variables that the result is deconstructed into; null if it goes anywhere else.</summary>
    private static List<ILocalSymbol>? LocalsOf(IOperation target)
    {
        var tuple = (target is IDeclarationExpressionOperation declaration ? declaration.Expression : target) as ITupleOperation;
        var locals = new List<ILocalSymbol>();
        foreach (var element in tuple?.Elements ?? System.Collections.Immutable.ImmutableArray<IOperation>.Empty)
        {
            switch (element is IDeclarationExpressionOperation inner ? inner.Expression : element)
            {
                case ILocalReferenceOperation local:
                    locals.Add(local.Local);
                    break;
                case IDiscardOperation:
                    break;
                default:
                    return null;
            }
        }

        return tuple is null ? null : locals;
    }
}
