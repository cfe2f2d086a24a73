using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.CodeFixes.Responses;

/// <summary>Inspects operations that have a value.</summary>
internal static class ValueExtensions
{
    /// <summary>Removes implicit conversions.</summary>
    public static IOperation WithoutConversions(this IOperation operation)
    {
        while (operation is IConversionOperation { IsImplicit: true } conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }

    /// <summary>Gets the call including everything that waits for its result: await, ConfigureAwait, Result, GetResult.</summary>
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

    /// <summary>Returns true if the value uses the variable.</summary>
    public static bool Mentions(this IOperation value, ISymbol variable) =>
        value.DescendantsAndSelf().Any(operation => operation.Variable().Is(variable));

    /// <summary>Returns true for a text composed of others, which may start with text from the code itself.</summary>
    public static bool IsPutTogether(this IOperation value) => value.WithoutConversions() switch
    {
        IBinaryOperation or IInterpolatedStringOperation => true,
        IInvocationOperation { TargetMethod: { ContainingType.SpecialType: SpecialType.System_String } method } =>
            !method.Name.StartsWith("Trim", StringComparison.Ordinal),
        _ => false,
    };
}
