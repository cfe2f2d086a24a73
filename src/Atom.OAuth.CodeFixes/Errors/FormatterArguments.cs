using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Errors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Errors;

/// <summary>The formatter's method, and its arguments after the provider.</summary>
internal sealed record FormatterArguments(string Method, string Text)
{
    /// <summary>Gets the variants to try, best first; the first that compiles is used.</summary>
    public static IEnumerable<FormatterArguments> Of(ErrorMessageFinding finding, SemanticModel model)
    {
        // The body contains both parts and more; parts that are read from it are not needed then.
        var bodies = finding.Sources.Where(static s => s.Part == ErrorPart.Body).Select(static s => s.Written).ToList();
        if (bodies.Count > 0)
        {
            if (bodies.All(body => body.IsEquivalentTo(bodies[0])))
            {
                yield return new FormatterArguments("FromBody", Write(bodies[0]));
            }

            yield break;
        }

        var code = finding.Sources.FirstOrDefault(static s => s.Part == ErrorPart.Code)?.Written;
        var description = finding.Sources.FirstOrDefault(static s => s.Part == ErrorPart.Description)?.Written;
        var (codeText, descriptionText) = (code is null ? null : Write(code), description is null ? null : Write(description));
        codeText ??= Companion(description!, model, ErrorPart.Code);
        descriptionText ??= Companion(code!, model, ErrorPart.Description);
        yield return Format(codeText ?? "null", descriptionText);

        // A code may be a number beside a description that is a text.
        yield return Format(
            code is null ? codeText ?? "null" : AsText(code, codeText!, model),
            description is null ? descriptionText : AsText(description, descriptionText!, model));

        // A JToken, a JsonElement or another object must be converted to a string.
        yield return Format(codeText is null ? "null" : codeText + "?.ToString()", descriptionText is null ? null : descriptionText + "?.ToString()");
        yield return Format(codeText is null ? "null" : codeText + ".ToString()", descriptionText is null ? null : descriptionText + ".ToString()");
        if (code is null || description is null)
        {
            yield return Format(code is null ? "null" : Write(code), description is null ? null : Write(description));
        }
    }

    private static string AsText(ExpressionSyntax value, string written, SemanticModel model) =>
        value is MemberAccessExpressionSyntax && model.GetTypeInfo(value).Type is { IsValueType: true, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T }
            ? written + ".ToString()"
            : written;

    private static FormatterArguments Format(string code, string? description) =>
        new("Format", description is null ? code : $"{code}, {description}");

    private static string Write(ExpressionSyntax value) =>
        value is AwaitExpressionSyntax or BinaryExpressionSyntax or ConditionalExpressionSyntax ? value.ToString() : value.ToString().Trim();

    /// <summary>Gets the other part of the same error: a parameter of the same method, or a member of the same object.</summary>
    private static string? Companion(ExpressionSyntax known, SemanticModel model, ErrorPart wanted)
    {
        switch (known)
        {
            case IdentifierNameSyntax name when LocalValues.Parameter(name) is { Parent: ParameterListSyntax list }:
                return list.Parameters
                    .Select(static p => p.Identifier.ValueText)
                    .FirstOrDefault(p => p != name.Identifier.ValueText && ErrorNames.Part(p) == wanted);
            case MemberAccessExpressionSyntax access:
                return MemberOf(model.GetTypeInfo(access.Expression).Type, wanted) is { } member ? $"{access.Expression}.{member}" : null;
            case ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax } access:
                return MemberOf(model.GetTypeInfo(access.Expression).Type, wanted) is { } bound ? $"{access.Expression}?.{bound}" : null;
            default:
                return null;
        }
    }

    private static string? MemberOf(ITypeSymbol? type, ErrorPart wanted) =>
        type?.GetMembers()
            .OfType<IPropertySymbol>()
            .FirstOrDefault(p => p.Type.SpecialType == SpecialType.System_String && ErrorNames.Part(p.Name) == wanted)?.Name;
}
