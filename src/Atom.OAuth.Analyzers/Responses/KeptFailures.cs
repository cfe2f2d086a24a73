using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses;

/// <summary>
/// RestSharp's <c>ExecuteAsync&lt;T&gt;</c> and Refit's <c>ApiResponse&lt;T&gt;</c> store a failure in the response they return: for an HTML
/// page with status 200, the value is null. Code that uses the value after checking only the status, or nothing, does not notice the page.
/// </summary>
internal static class KeptFailures
{
    /// <summary>A response that stores the failure.</summary>
    /// <param name="Value">The member with the deserialized value.</param>
    /// <param name="Status">Members that do not reveal an HTML page, which comes with a status of success.</param>
    private sealed record Response(string Value, params string[] Status);

    private static readonly Response RestSharp = new("Data", "StatusCode", "IsSuccessStatusCode", "StatusDescription");

    /// <summary>A method that throws only for a failed status is among them; <c>EnsureSuccessfulAsync</c> throws for an HTML page as well.</summary>
    private static readonly Response Refit = new(
        "Content", "StatusCode", "IsSuccessStatusCode", "ReasonPhrase", "Headers", "RequestMessage", "Version", "IsReceived", "Dispose",
        "EnsureSuccessStatusCodeAsync");

    /// <summary>The prefix of calls that throw for null, such as <c>ThrowIfNull</c>.</summary>
    private const string NullCheck = "ThrowIf";

    /// <summary>
    /// Gets the first use of the value of a response whose success is never checked; null if it is checked, or if the response goes elsewhere.
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

    /// <summary>Gets the member of the response that is used; null if the response goes elsewhere.</summary>
    private static (IOperation? Use, string? Member) MemberOf(IOperation reference) => WithConversions(reference).Parent switch
    {
        IPropertyReferenceOperation property => (property, property.Property.Name),
        IInvocationOperation call => (call, call.TargetMethod.Name),
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } call } argument
            when call.Receiver() == argument.Value => (call, call.TargetMethod.Name),
        _ => default,
    };

    /// <summary>
    /// The status is a failure here: <c>if (!response.IsSuccessStatusCode) { throw response.Error; }</c> lets a page with status 200 through.
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

    /// <summary>Whether a condition that tests only the status is true for a success or for a failure; null for any other condition.</summary>
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

    /// <summary>Returns true if the value is tested for null, also in a variable.</summary>
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

    /// <summary>Gets the call including the await around it.</summary>
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
