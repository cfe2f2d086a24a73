using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.CSharp;

internal static class OperationExtensions
{
    /// <summary>Removes conversions, parentheses and awaits around an operation.</summary>
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
                default:
                    if (TaskMembers.TaskOf(operation) is not { } task)
                    {
                        return operation;
                    }

                    operation = task;
                    break;
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

    /// <summary>Gets the variable that is read or written: a local, a parameter or a field; otherwise null.</summary>
    public static ISymbol? Variable(this IOperation? reference) => reference switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        _ => null,
    };

    /// <summary>Gets the variable or property that is read or written; otherwise null.</summary>
    public static ISymbol? VariableOrProperty(this IOperation? reference) =>
        reference is IPropertyReferenceOperation property ? property.Property : reference.Variable();

    /// <summary>Gets the receiver of an instance method or extension method.</summary>
    public static IOperation? Receiver(this IInvocationOperation invocation) =>
        invocation.Instance
        ?? (invocation.TargetMethod.IsExtensionMethod ? invocation.ArgumentOf(0) : null);

    /// <summary>Gets the value passed for the parameter at <paramref name="ordinal"/>, whatever the order of the arguments.</summary>
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

    /// <summary>Gets the value of <c>x</c> inside <c>x?.M()</c>.</summary>
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

    /// <summary>Gets the lambdas and local functions that contain an operation, outermost first.</summary>
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

    /// <summary>Gets the values that a function returns, without those of nested lambdas and local functions.</summary>
    public static List<IOperation> ReturnedValues(this IOperation body)
    {
        var values = new List<IOperation>();
        var open = new Stack<IOperation>(body.ChildOperations.Reverse());
        while (open.Count > 0)
        {
            var operation = open.Pop();
            switch (operation.Kind)
            {
                case OperationKind.Return when ((IReturnOperation)operation).ReturnedValue is { } value:
                    values.Add(value);
                    break;

                // Expressions contain no return except in lambdas, and most of a body is expressions.
                case OperationKind.Return or OperationKind.ExpressionStatement or OperationKind.VariableDeclarationGroup:
                case OperationKind.AnonymousFunction or OperationKind.LocalFunction:
                    break;
                default:
                    foreach (var child in operation.ChildOperations.Reverse())
                    {
                        open.Push(child);
                    }

                    break;
            }
        }

        return values;
    }
}
