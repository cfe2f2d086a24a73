using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses;

/// <summary>
/// RestSharp's <c>ExecuteAsync&lt;T&gt;</c> keeps a failure in the response that it gives: for a page of status 200, <c>Data</c> is null.
/// Whoever uses it with a look at the status alone, or with none, has read a page as nothing.
/// </summary>
internal static class RestResults
{
    /// <summary>The value that was read.</summary>
    private const string Data = "Data";

    /// <summary>Members that say nothing of a page: it comes with a status of success.</summary>
    private static readonly string[] OfStatus = { "StatusCode", "IsSuccessStatusCode", "StatusDescription" };

    /// <summary>How the names of calls start that throw for nothing.</summary>
    private const string NullCheck = "ThrowIf";

    /// <summary>
    /// The first use of the data of a response that nobody asks whether it was read; null where somebody does, or where it goes elsewhere.
    /// </summary>
    public static IOperation? UncheckedData(IInvocationOperation call)
    {
        var result = WithWaiting(call);
        return result.Parent switch
        {
            IPropertyReferenceOperation { Property.Name: Data } data => IsTested(data) ? null : data,
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var response } } => UncheckedData(response, call.Root()),
            _ => null,
        };
    }

    private static IOperation? UncheckedData(ILocalSymbol response, IOperation root)
    {
        IOperation? first = null;
        foreach (var reference in References(response, root))
        {
            if (reference.Parent is not IPropertyReferenceOperation { Property.Name: var member } use
                || (member == Data ? IsTested(use) : Array.IndexOf(OfStatus, member) < 0))
            {
                return null;
            }

            first ??= member == Data ? use : null;
        }

        return first;
    }

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
