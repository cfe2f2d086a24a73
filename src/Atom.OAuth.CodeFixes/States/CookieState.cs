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
    /// <summary>The variable for the cookie.</summary>
    private const string Variable = "stateCookie";

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
        if (InsertionPoint.Before(target.Node, site.Model) is not { IsConditional: false } point || Directives.Touch(point))
        {
            return null;
        }

        if (FunctionRequest.Find(function.Node, site.Model) is { } request)
        {
            return OfFunction(site, target, request, point, build)?.ToArray();
        }

        return site.Model.Compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Http.HeaderDictionaryExtensions") is { } extensions
            && imports.TryImport(extensions)
            && Response(site, target.Node, function, imports) is var (response, parameter)
                ? OfResponse(site, target, point, build, response, function.ReturnsValue).Concat(Behind(service, parameter)).ToArray()
                : null;
    }

    private static List<TextChange> OfResponse(
        FixSite site, StateTarget target, InsertionPoint point, string build, string response, bool returnsValue)
    {
        var names = new LocalNames(point, site.Model);
        var cookie = names.TakeEither(Variable, Variable);
        return Build(site, target, point, names, Declared(cookie, build), $"{response}.Headers.Append{Header(cookie)}", returnsValue);
    }

    /// <summary>An Azure function adds the cookie to the response that it creates below; null if it creates none, or in another block.</summary>
    private static IEnumerable<TextChange>? OfFunction(
        FixSite site, StateTarget target, FunctionRequest request, InsertionPoint point, string build)
    {
        if (point.Owner is not BlockSyntax block || request.Created(block, point.Node.SpanStart) is not { } created || Directives.IsConditional(created))
        {
            return null;
        }

        var layout = new TextLayout(site.Root, site.Text, created.SpanStart);
        if (!layout.IsFirstOnLine(created.SpanStart))
        {
            return null;
        }

        var names = new LocalNames(point, site.Model);
        var cookie = names.TakeEither(Variable, Variable);
        var added = $"{layout.NewLine}{layout.IndentationAt(created.SpanStart)}{FunctionRequest.NameOf(created)}.Headers.Add{Header(cookie)}";
        return Build(site, target, point, names, Declared(cookie, build), below: null, returnsValue: true)
            .Append(new TextChange(new TextSpan(AttachedComments.End(created.GetLastToken()), 0), added));
    }

    private static Func<string, string> Declared(string cookie, string build) => state => $"var ({state}, {cookie}) = {build};";

    private static string Header(string cookie) => $"(\"Set-Cookie\", {cookie}.ToHeaderValue());";

    /// <summary>Declares state and cookie, with a statement below; the variable of an existing state keeps its name and position.</summary>
    private static List<TextChange> Build(
        FixSite site,
        StateTarget target,
        InsertionPoint point,
        LocalNames names,
        Func<string, string> declared,
        string? below,
        bool returnsValue)
    {
        var layout = new TextLayout(site.Root, site.Text, point.Node.SpanStart);
        if (target.Made is { } made && Declaration(made) is { } declaration && !point.IsEmbedded && layout.IsFirstOnLine(declaration.SpanStart))
        {
            var next = below is null ? string.Empty : layout.NewLine + layout.IndentationAt(declaration.SpanStart) + below;
            return new List<TextChange> { new(declaration.Span, declared(declaration.Declaration.Variables[0].Identifier.ValueText) + next) };
        }

        var state = names.TakeEither("state", "protectedState");
        var written = target.Write(state);
        return new StatementInserter(point, site.Text, layout, new[] { written.Span })
            .Insert(new[] { declared(state), below }.OfType<string>().ToArray(), returnsValue)
            .Append(written)
            .ToList();
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
    private static (string Response, IReadOnlyList<TextChange> Parameter)? Response(
        FixSite site, SyntaxNode target, EnclosingFunction function, Imports imports)
    {
        var parts = HttpParts.Find(function.Node, site.Model);
        if (parts?.Response is { } known)
        {
            return (known, Array.Empty<TextChange>());
        }

        if (!EndpointHandlers.IsHandler(function.Node, site.Model))
        {
            return (parts?.ResponseOfEither ?? OfContext(site, target)) is { } asked ? (asked, Array.Empty<TextChange>()) : null;
        }

        if (site.Model.Compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Http.HttpResponse") is not { } type)
        {
            return null;
        }

        var name = FreeNames.Take("response", function.Node.DescendantTokens());
        return ParameterInsertion.Add(function.Node, $"{imports.Name(type)} {name}", site, imports) is { } added ? (name, added) : null;
    }

    /// <summary>Gets the response of the current request, if the type already has access to that.</summary>
    private static string? OfContext(FixSite site, SyntaxNode target) =>
        site.Model.Compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Http.IHttpContextAccessor") is { } accessor
        && VariablesInScope.Find(target, accessor, site.Model) is { } known
            ? $"{known}.HttpContext{((site.Model.GetNullableContext(target.SpanStart) & NullableContext.AnnotationsEnabled) != 0 ? "!" : string.Empty)}.Response"
            : null;
}
