using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.CodeFixes.Responses;

/// <summary>Questions about the operations that give a value.</summary>
internal static class ValueExtensions
{
    /// <summary>The operation without the conversions that the code does not show.</summary>
    public static IOperation WithoutConversions(this IOperation operation)
    {
        while (operation is IConversionOperation { IsImplicit: true } conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }

    /// <summary>The call with everything around it that waits for its result: await, ConfigureAwait, Result, GetResult.</summary>
    public static IOperation WithWaiting(this IOperation call)
    {
        var outer = call;
        while (outer.Parent is IAwaitOperation or IPropertyReferenceOperation or IInvocationOperation
            && ReferenceEquals(outer.Parent.Unwrap(), call))
        {
            outer = outer.Parent;
        }

        return outer;
    }

    /// <summary>True when the value is made from the variable.</summary>
    public static bool Mentions(this IOperation value, ISymbol variable) =>
        value.DescendantsAndSelf().Any(operation => operation.Variable().Is(variable));

    /// <summary>True for a text that was made of others, so that it may start with something of the code's own.</summary>
    public static bool IsPutTogether(this IOperation value) => value.WithoutConversions() switch
    {
        IBinaryOperation or IInterpolatedStringOperation => true,
        IInvocationOperation { TargetMethod: { ContainingType.SpecialType: SpecialType.System_String } method } =>
            !method.Name.StartsWith("Trim", StringComparison.Ordinal),
        _ => false,
    };
}
