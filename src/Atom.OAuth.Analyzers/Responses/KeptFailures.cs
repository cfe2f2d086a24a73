using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses;

/// <summary>
/// RestSharp's <c>ExecuteAsync&lt;T&gt;</c> and Refit's <c>ApiResponse&lt;T&gt;</c> keep a failure in the response that they give: for a page
/// of status 200, the value is null. Whoever uses it with a look at the status alone, or with none, has read a page as nothing.
/// </summary>
internal static class KeptFailures
{
    /// <summary>A response that keeps the failure.</summary>
    /// <param name="Value">The member with what was read.</param>
    /// <param name="Status">Members that say nothing of a page: it comes with a status of success.</param>
    private sealed record Response(string Value, params string[] Status);

    private static readonly Response RestSharp = new("Data", "StatusCode", "IsSuccessStatusCode", "StatusDescription");

    /// <summary>What throws for a failed status only is among them; <c>EnsureSuccessfulAsync</c> throws for a page as well.</summary>
    private static readonly Response Refit = new(
        "Content", "StatusCode", "IsSuccessStatusCode", "ReasonPhrase", "Headers", "RequestMessage", "Version", "IsReceived", "Dispose",
        "EnsureSuccessStatusCodeAsync");

    /// <summary>How the names of calls start that throw for nothing.</summary>
    private const string NullCheck = "ThrowIf";

    /// <summary>
    /// The first use of the value of a response that nobody asks whether it was read; null where somebody does, or where it goes elsewhere.
    /// </summary>
    public static IOperation? UncheckedValue(IInvocationOperation call)
    {
        var shape = call.TargetMethod.ContainingType.TypeKind == TypeKind.Interface ? Refit : RestSharp;
        var result = WithWaiting(call);
        return result.Parent switch
        {
            IPropertyReferenceOperation { Property.Name: var member } value when member == shape.Value => IsTested(value) ? null : value,
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var response } } =>
                UncheckedValue(shape, response, call.Root()),
            _ => null,
        };
    }

    private static IOperation? UncheckedValue(Response shape, ILocalSymbol response, IOperation root)
    {
        IOperation? first = null;
        foreach (var reference in References(response, root))
        {
            if (MemberOf(reference) is not ({ } use, { } member))
            {
                return null;
            }

            if (member == shape.Value)
            {
                if (IsTested(use))
                {
                    return null;
                }

                first ??= use;
            }
            else if (Array.IndexOf(shape.Status, member) < 0 && !IsAskedOnFailure(reference, response))
            {
                return null;
            }
        }

        return first;
    }

    /// <summary>What is asked of the response; null where it goes elsewhere.</summary>
    private static (IOperation? Use, string? Member) MemberOf(IOperation reference) => WithConversions(reference).Parent switch
    {
        IPropertyReferenceOperation property => (property, property.Property.Name),
        IInvocationOperation call => (call, call.TargetMethod.Name),
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } call } argument
            when call.Receiver() == argument.Value => (call, call.TargetMethod.Name),
        _ => default,
    };

    /// <summary>
    /// Where the status has failed already: <c>if (!response.IsSuccessStatusCode) { throw response.Error; }</c> lets a page of status 200 through.
    /// </summary>
    private static bool IsAskedOnFailure(IOperation reference, ILocalSymbol response)
    {
        for (var (child, parent) = (reference, reference.Parent); parent is not null; child = parent, parent = parent.Parent)
        {
            if (parent is IConditionalOperation choice && child != choice.Condition && TellsSuccess(choice.Condition, response) == (child == choice.WhenFalse))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a condition that asks for the status alone holds for a success or for a failure; null for any other.</summary>
    private static bool? TellsSuccess(IOperation condition, ILocalSymbol response) => condition switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => !TellsSuccess(not.Operand, response),
        IPropertyReferenceOperation { Property.Name: "IsSuccessStatusCode", Instance: ILocalReferenceOperation { Local: var asked } } =>
            asked.Is(response) ? true : null,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals, RightOperand.ConstantValue: { HasValue: true, Value: false } } no =>
            !TellsSuccess(no.LeftOperand, response),
        IParenthesizedOperation inner => TellsSuccess(inner.Operand, response),
        _ => null,
    };

    /// <summary>Asked whether there is one, also in a variable.</summary>
    private static bool IsTested(IOperation data)
    {
        var value = WithConversions(data);
        return value.Parent switch
        {
            IIsPatternOperation or ICoalesceOperation or ISwitchExpressionOperation or ISwitchOperation => true,
            IConditionalAccessOperation access => access.Operation == value,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } => true,
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: var name } } =>
                name.StartsWith(NullCheck, StringComparison.Ordinal),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } =>
                References(local, data.Root()).Any(IsTested),
            _ => false,
        };
    }

    private static IEnumerable<IOperation> References(ILocalSymbol local, IOperation root) =>
        root.DescendantsAndSelf().Where(operation => operation is ILocalReferenceOperation reference && reference.Local.Is(local));

    /// <summary>The call with what waits for it.</summary>
    private static IOperation WithWaiting(IOperation call)
    {
        var value = call;
        while (value.Parent is IAwaitOperation or IConversionOperation or IParenthesizedOperation
            or IPropertyReferenceOperation { Property.Name: "Result" }
            or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "GetAwaiter" or "GetResult" })
        {
            value = value.Parent;
        }

        return value;
    }

    private static IOperation WithConversions(IOperation operation)
    {
        while (operation.Parent is IConversionOperation or IParenthesizedOperation)
        {
            operation = operation.Parent;
        }

        return operation;
    }
}
