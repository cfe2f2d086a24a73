using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>Gets the constant values of operations.</summary>
internal static class Constants
{
    /// <summary>The types whose fields are media types.</summary>
    private static readonly string[] MediaTypes = { "MediaTypeNames", "Application", "Text" };

    /// <summary>
    /// Gets the constant value of an operation, or null. Fields of <c>MediaTypeNames</c> are represented by their name,
    /// because some are static rather than constant: <c>MediaTypeNames.Application.Json</c> mentions JSON either way.
    /// </summary>
    public static object? Of(IOperation operation) =>
        operation.ConstantValue is { HasValue: true, Value: { } value } ? value
        : operation.Unwrap().ConstantValue is { HasValue: true, Value: { } inner } ? inner
        : operation.Unwrap() is IFieldReferenceOperation { Field: { IsStatic: true, ContainingType.Name: var type } field }
            && Array.IndexOf(MediaTypes, type) >= 0
            ? field.Name
            : null;
}
