using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>The constants that operations stand for.</summary>
internal static class Constants
{
    /// <summary>The types whose fields are media types.</summary>
    private static readonly string[] MediaTypes = { "MediaTypeNames", "Application", "Text" };

    /// <summary>
    /// The constant that an operation stands for, or null. The fields of <c>MediaTypeNames</c> count by their name,
    /// for some are static fields: <c>MediaTypeNames.Application.Json</c> mentions JSON either way.
    /// </summary>
    public static object? Of(IOperation operation) =>
        operation.ConstantValue is { HasValue: true, Value: { } value } ? value
        : operation.Unwrap().ConstantValue is { HasValue: true, Value: { } inner } ? inner
        : operation.Unwrap() is IFieldReferenceOperation { Field: { IsStatic: true, ContainingType.Name: var type } field }
            && Array.IndexOf(MediaTypes, type) >= 0
            ? field.Name
            : null;
}
