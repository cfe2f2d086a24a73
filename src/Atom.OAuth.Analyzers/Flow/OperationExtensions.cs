using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Flow;

internal static class OperationExtensions
{
    /// <summary>The operation without conversions, parentheses and awaits around it.</summary>
    public static IOperation Unwrap(this IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                case IAwaitOperation awaited:
                    operation = awaited.Operation;
                    break;
                case IInvocationOperation { Instance: { } instance } invocation when IsAwaitPlumbing(invocation.TargetMethod.Name):
                    operation = instance;
                    break;
                case IPropertyReferenceOperation { Instance: { } instance, Property: { Name: "Result", ContainingType.Name: "Task" or "ValueTask" } }:
                    operation = instance;
                    break;
                default:
                    return operation;
            }
        }
    }

    public static IOperation Root(this IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    /// <summary>The variable that is read or written: a local, a parameter or a field; else null.</summary>
    public static ISymbol? Variable(this IOperation? reference) => reference switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        _ => null,
    };

    /// <summary>The same, or a property.</summary>
    public static ISymbol? VariableOrProperty(this IOperation? reference) =>
        reference is IPropertyReferenceOperation property ? property.Property : reference.Variable();

    /// <summary>What an extension method is called on, or the receiver of an instance method.</summary>
    public static IOperation? Receiver(this IInvocationOperation invocation) =>
        invocation.Instance
        ?? (invocation.TargetMethod.IsExtensionMethod ? invocation.ArgumentOf(0) : null);

    /// <summary>The value passed for the parameter at <paramref name="ordinal"/>, whatever the order at the call.</summary>
    public static IOperation? ArgumentOf(this IInvocationOperation invocation, int ordinal)
    {
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter?.Ordinal == ordinal)
            {
                return argument.Value;
            }
        }

        return null;
    }

    /// <summary>What <c>x</c> stands for inside <c>x?.M()</c>.</summary>
    public static IOperation? Receiver(this IConditionalAccessInstanceOperation instance)
    {
        IOperation child = instance;
        for (var parent = instance.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == child)
            {
                return access.Operation;
            }
        }

        return null;
    }

    /// <summary>The lambdas and local functions around an operation, outermost first.</summary>
    public static Stack<IOperation> EnclosingFunctions(this IOperation operation)
    {
        var functions = new Stack<IOperation>();
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                functions.Push(current);
            }
        }

        return functions;
    }

    /// <summary>All descendants that belong to the same function: lambdas and local functions are skipped.</summary>
    public static IEnumerable<IOperation> DescendantsInFunction(this IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
        {
            if (child is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                continue;
            }

            yield return child;
            foreach (var descendant in child.DescendantsInFunction())
            {
                yield return descendant;
            }
        }
    }

    /// <summary>The values that a function returns.</summary>
    public static IEnumerable<IOperation> ReturnedValues(this IOperation body)
    {
        foreach (var operation in body.DescendantsInFunction())
        {
            if (operation is IReturnOperation { ReturnedValue: { } value, Kind: OperationKind.Return })
            {
                yield return value;
            }
        }
    }

    private static bool IsAwaitPlumbing(string name) =>
        name is "ConfigureAwait" or "GetAwaiter" or "GetResult" or "AsTask" or "WaitAsync" or "Unwrap";
}
