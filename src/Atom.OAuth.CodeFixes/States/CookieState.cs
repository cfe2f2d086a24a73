using Atom.OAuth.CodeFixes.Callbacks;
using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Fixing;
using Atom.OAuth.CodeFixes.Injection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>
/// A state that is bound to the browser by a cookie, for which the response must be accessible.
/// </summary>
internal static class CookieState
{
    /// <summary>Gets the changes in addition to those of the service; null if there is no response.</summary>
    /// <param name="site">The diagnostic.</param>
    /// <param name="target">Where the state goes.</param>
    /// <param name="function">The function that contains it.</param>
    /// <param name="build">The call that builds state and cookie.</param>
    /// <param name="service">The changes that inject the service.</param>
    /// <param name="imports">Writes the names of types.</param>
    public static IReadOnlyList<TextChange>? Changes(
        FixSite site,
        StateTarget target,
        EnclosingFunction function,
        string build,
        IReadOnlyList<TextChange> service,
        Imports imports)
    {
        if (InsertionPoint.Before(target.Node, site.Model) is not { IsConditional: false } point
            || Directives.Touch(point)
            || site.Model.Compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Http.HeaderDictionaryExtensions") is not { } extensions
            || !imports.TryImport(extensions)
            || Response(site, function, imports) is not var (response, parameter))
        {
            return null;
        }

        var layout = new TextLayout(site.Root, site.Text, point.Node.SpanStart);
        var names = new LocalNames(point, site.Model);
        var cookie = names.TakeEither("stateCookie", "stateCookie");
        var added = $"{response}.Headers.Append(\"Set-Cookie\", {cookie}.ToHeaderValue());";
        if (target.Made is { } made && Declaration(made) is { } declaration && !point.IsEmbedded && layout.IsFirstOnLine(declaration.SpanStart))
        {
            // The variable keeps its name and position.
            var name = declaration.Declaration.Variables[0].Identifier.ValueText;
            return Behind(service, parameter)
                .Append(new TextChange(
                    declaration.Span,
                    $"var ({name}, {cookie}) = {build};{layout.NewLine}{layout.IndentationAt(declaration.SpanStart)}{added}"))
                .ToArray();
        }

        var state = names.TakeEither("state", "protectedState");
        var written = target.Write(state);
        return Behind(service, parameter)
            .Concat(new StatementInserter(point, site.Text, layout, new[] { written.Span }).Insert(
                new[] { $"var ({state}, {cookie}) = {build};", added }, function.ReturnsValue))
            .Append(written)
            .ToArray();
    }

    /// <summary>Adds a comma if both parameters are inserted into an empty list, at the same position.</summary>
    private static IEnumerable<TextChange> Behind(IReadOnlyList<TextChange> service, IReadOnlyList<TextChange> parameter) =>
        parameter.Select(change => service.Any(other => other.Span == change.Span
            && char.IsLetter(other.NewText![0])
            && char.IsLetter(other.NewText[other.NewText.Length - 1]))
            ? new TextChange(change.Span, ", " + change.NewText)
            : change);

    private static LocalDeclarationStatementSyntax? Declaration(SyntaxNode value) =>
        value.Parent is EqualsValueClauseSyntax
        {
            Parent: VariableDeclaratorSyntax
            {
                Parent: VariableDeclarationSyntax
                {
                    Variables.Count: 1,
                    Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, IsConst: false } statement,
                },
            },
        }
            ? statement
            : null;

    /// <summary>Gets the response, and the parameter that an endpoint handler may need for it.</summary>
    private static (string Response, IReadOnlyList<TextChange> Parameter)? Response(FixSite site, EnclosingFunction function, Imports imports)
    {
        var parts = HttpParts.Find(function.Node, site.Model);
        if (parts?.Response is { } known)
        {
            return (known, Array.Empty<TextChange>());
        }

        if (!EndpointHandlers.IsHandler(function.Node, site.Model))
        {
            return parts?.ResponseOfEither is { } asked ? (asked, Array.Empty<TextChange>()) : null;
        }

        if (site.Model.Compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Http.HttpResponse") is not { } type)
        {
            return null;
        }

        var name = FreeNames.Take("response", function.Node.DescendantTokens());
        return ParameterInsertion.Add(function.Node, $"{imports.Name(type)} {name}", site, imports) is { } added ? (name, added) : null;
    }
}
