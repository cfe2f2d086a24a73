using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Fixing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Injection;

/// <summary>
/// Adds a parameter after the others, but before a cancellation token and before optional ones;
/// on its own line if the others are on their own lines.
/// </summary>
internal static class ParameterInsertion
{
    /// <summary>Returns null if the parameters cannot be changed, because of <c>#if</c> between them, or unknown types of a lambda.</summary>
    /// <param name="owner">The lambda, local function, method, constructor or type that gets the parameter.</param>
    /// <param name="parameter">The parameter as text.</param>
    /// <param name="site">The diagnostic.</param>
    /// <param name="imports">Writes the names of types.</param>
    public static IReadOnlyList<TextChange>? Add(SyntaxNode owner, string parameter, FixSite site, Imports imports) => owner switch
    {
        SimpleLambdaExpressionSyntax lambda => Typed(lambda.Parameter, site, imports) is { } typed
            ? new[] { new TextChange(lambda.Parameter.Span, $"({typed}, {parameter})") }
            : null,
        ParenthesizedLambdaExpressionSyntax { ParameterList: { Parameters: [{ Type: null }, ..] } list } =>
            AddUntyped(list, parameter, site, imports),
        ParenthesizedLambdaExpressionSyntax lambda => Add(lambda.ParameterList, parameter, site),
        LocalFunctionStatementSyntax function => Add(function.ParameterList, parameter, site),
        BaseMethodDeclarationSyntax method => Add(method.ParameterList, parameter, site),
        TypeDeclarationSyntax { ParameterList: { } list } => Add(list, parameter, site),
        _ => null,
    };

    /// <summary>Adds a parameter to a lambda that is a RequestDelegate, which then requires explicit types.</summary>
    private static TextChange[]? AddUntyped(ParameterListSyntax list, string parameter, FixSite site, Imports imports)
    {
        var typed = list.Parameters.Select(p => Typed(p, site, imports)).ToList();
        return typed.Contains(null) || Directives.Inside(list)
            ? null
            : new[] { new TextChange(list.Span, $"({string.Join(", ", typed)}, {parameter})") };
    }

    private static string? Typed(ParameterSyntax parameter, FixSite site, Imports imports) =>
        site.Model.GetDeclaredSymbol(parameter) is IParameterSymbol { Type: INamedTypeSymbol { TypeKind: not TypeKind.Error, Arity: 0 } type }
            ? $"{imports.Name(type)} {parameter.Identifier}"
            : null;

    private static TextChange[]? Add(ParameterListSyntax list, string parameter, FixSite site)
    {
        if (Directives.Inside(list))
        {
            return null;
        }

        var layout = new TextLayout(site.Root, site.Text, list.SpanStart);
        if (list.Parameters.Count == 0)
        {
            return new[] { new TextChange(new TextSpan(list.OpenParenToken.Span.End, 0), parameter) };
        }

        if (FirstToLeaveLast(list) is { } next)
        {
            var separator = layout.IsFirstOnLine(next.SpanStart) ? "," + layout.NewLine + layout.IndentationAt(next.SpanStart) : ", ";
            return new[] { new TextChange(new TextSpan(next.SpanStart, 0), parameter + separator) };
        }

        var last = list.Parameters.Last();
        if (!layout.IsFirstOnLine(last.SpanStart))
        {
            return new[] { new TextChange(new TextSpan(last.Span.End, 0), ", " + parameter) };
        }

        // The comma goes before a comment that follows the last parameter, and the new line after it.
        var line = layout.NewLine + layout.IndentationAt(last.SpanStart) + parameter;
        var end = AttachedComments.End(last.GetLastToken());
        return end == last.Span.End
            ? new[] { new TextChange(new TextSpan(end, 0), "," + line) }
            : new[] { new TextChange(new TextSpan(last.Span.End, 0), ","), new TextChange(new TextSpan(end, 0), line) };
    }

    /// <summary>Gets the index of a new parameter.</summary>
    /// <param name="list">The existing parameters.</param>
    public static int IndexOfNew(ParameterListSyntax list) =>
        FirstToLeaveLast(list) is { } next ? list.Parameters.IndexOf(next) : list.Parameters.Count;

    private static ParameterSyntax? FirstToLeaveLast(ParameterListSyntax list)
    {
        ParameterSyntax? first = null;
        foreach (var parameter in list.Parameters.Reverse())
        {
            if (parameter.Default is null && !parameter.Modifiers.Any(SyntaxKind.ParamsKeyword) && !IsCancellationToken(parameter.Type))
            {
                break;
            }

            first = parameter;
        }

        return first;
    }

    private static bool IsCancellationToken(TypeSyntax? type) =>
        type is IdentifierNameSyntax { Identifier.ValueText: "CancellationToken" }
            or QualifiedNameSyntax { Right.Identifier.ValueText: "CancellationToken" };
}
