using Atom.OAuth.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.CodeFixes.Subjects;

/// <summary>The forms in which the runtime can check a body.</summary>
internal enum BodyForm
{
    /// <summary>None of them: a stream, a reader.</summary>
    None,
    Response,
    Content,
    Text,
    Bytes,
}

internal static class BodyForms
{
    public static BodyForm FormOf(this OAuthSymbols symbols, ITypeSymbol? type) =>
        type.IsOrInheritsFrom(symbols.HttpResponseMessage) ? BodyForm.Response
        : type.IsOrInheritsFrom(symbols.HttpContent) ? BodyForm.Content
        : type?.SpecialType == SpecialType.System_String ? BodyForm.Text
        : type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte } ? BodyForm.Bytes
        : BodyForm.None;

    public static bool Mentions(this IOperation value, ISymbol variable) =>
        value.DescendantsAndSelf().Any(operation => operation switch
        {
            ILocalReferenceOperation local => local.Local.Is(variable),
            IParameterReferenceOperation parameter => parameter.Parameter.Is(variable),
            IFieldReferenceOperation field => field.Field.Is(variable),
            _ => false,
        });

    /// <summary>True for a text that was made of others, so that it may start with something of the code's own.</summary>
    public static bool IsPutTogether(this IOperation value) => value.WithoutConversions() switch
    {
        IBinaryOperation or IInterpolatedStringOperation => true,
        IInvocationOperation { TargetMethod: { ContainingType.SpecialType: SpecialType.System_String } method } => !method.Name.StartsWith("Trim", StringComparison.Ordinal),
        _ => false,
    };
}
