using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Flow;

internal static class Constants
{
    /// <summary>
    /// The constant that an operation stands for, or null. The fields of <c>MediaTypeNames</c> count by their name,
    /// for some are static fields: <c>MediaTypeNames.Application.Json</c> mentions JSON either way.
    /// </summary>
    public static object? Of(IOperation operation) =>
        operation.ConstantValue is { HasValue: true, Value: { } value } ? value
        : operation.Unwrap().ConstantValue is { HasValue: true, Value: { } inner } ? inner
        : operation.Unwrap() is IFieldReferenceOperation { Field: { IsStatic: true, ContainingType.Name: "MediaTypeNames" or "Application" or "Text" } field }
            ? field.Name
            : null;
}
