using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Injection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>Rejects a request with the kind of result that its function returns.</summary>
internal static class RejectRequest
{
    private const string Http = "Microsoft.AspNetCore.Http";
    private const string Mvc = "Microsoft.AspNetCore.Mvc";

    /// <summary>Gets the lines of the block; null if the function has no suitable result.</summary>
    /// <param name="site">The diagnostic.</param>
    /// <param name="function">The callback.</param>
    /// <param name="isAsync">Whether it is async or is made async.</param>
    /// <param name="message">The expression for the message.</param>
    /// <param name="imports">Writes the names of types.</param>
    /// <param name="isKnown">Whether the compiler knows in the block that the message is not null.</param>
    public static IReadOnlyList<string>? Lines(
        CallbackSite site, EnclosingFunction function, bool isAsync, string message, Imports imports, bool isKnown = true)
    {
        if (ReturnError.BadRequest.Statement(site, function, isAsync, message, imports) is { } statement)
        {
            return new[] { statement };
        }

        var declared = function.Symbol?.ReturnType;
        var type = isAsync ? site.Symbols.Awaited(declared) : declared;
        if (type is INamedTypeSymbol { Name: "IActionResult" or "ActionResult" } result && result.ContainingNamespace.ToDisplayString() == Mvc
            && site.Model.Compilation.GetTypeByMetadataName(Mvc + ".BadRequestObjectResult") is { } rejection)
        {
            // A page has the same method as a controller; an Azure function has none.
            return new[] { IsPage(function.Symbol?.ContainingType)
                ? $"return BadRequest({message});"
                : $"return new {imports.Name(rejection)}({message});" };
        }

        if (type is INamedTypeSymbol { Name: "ContentResult", TypeKind: TypeKind.Class } content && content.ContainingNamespace.ToDisplayString() == Mvc)
        {
            return new[] { $"return new {imports.Name(content)} {{ StatusCode = 400, Content = {message} }};" };
        }

        if (FunctionRequest.IsResponse(type))
        {
            return FunctionRequest.Find(function.Node, site.Model)?.BadRequest(site.Model.Compilation, imports) is { } response
                ? new[] { $"return {response};" }
                : null;
        }

        if (TypedResult(type, site, message, imports) is { } typed)
        {
            return new[] { $"return {typed};" };
        }

        return type switch
        {
            // A function that already returns false.
            { SpecialType: SpecialType.System_Boolean } when Returns(function, "false") => new[] { "return false;" },
            { SpecialType: SpecialType.System_Void } or INamedTypeSymbol { Arity: 0, Name: "Task" or "ValueTask" } => IntoResponse(site, imports),
            _ => ByException(
                site,
                function,
                isKnown || (site.Model.GetNullableContext(function.Node.SpanStart) & NullableContext.WarningsEnabled) == 0 ? message : message + "!",
                imports),
        };
    }

    /// <summary>
    /// Throws what ASP.NET Core answers with the status 400, unless the application handles exceptions itself, because the function returns
    /// something that is only a success: a redirect, a text.
    /// </summary>
    private static string[]? ByException(CallbackSite site, EnclosingFunction function, string message, Imports imports) =>
        site.Model.Compilation.GetTypeByMetadataName(Http + ".BadHttpRequestException") is { } exception
        && (EndpointHandlers.IsHandler(function.Node, site.Model)
            || (function.Symbol is { } action && ContainerTypes.IsAction(action)))
            ? new[] { $"throw new {imports.Name(exception)}({message});" }
            : null;

    /// <summary>Gets one of the results that <c>Results&lt;…&gt;</c> lists.</summary>
    private static string? TypedResult(ITypeSymbol? type, CallbackSite site, string message, Imports imports)
    {
        if (type is not INamedTypeSymbol { Name: "Results", Arity: > 0 } union
            || union.ContainingNamespace.ToDisplayString() != Http + ".HttpResults"
            || site.Model.Compilation.GetTypeByMetadataName(Http + ".TypedResults") is not { } results
            || site.Model.Compilation.GetTypeByMetadataName(Http + ".StatusCodes") is not { } codes)
        {
            return null;
        }

        var listed = union.TypeArguments.OfType<INamedTypeSymbol>().ToList();
        return listed.Exists(static result => result is { Name: "BadRequest", TypeArguments: [{ SpecialType: SpecialType.System_String }] })
                ? $"{imports.Name(results)}.BadRequest({message})"
            : listed.Exists(static result => result.Name == "ProblemHttpResult")
                ? $"{imports.Name(results)}.Problem({message}, statusCode: {imports.Name(codes)}.Status400BadRequest)"
            : listed.Exists(static result => result is { Name: "BadRequest", Arity: 0 }) ? $"{imports.Name(results)}.BadRequest()"
            : null;
    }

    public static bool IsPage(INamedTypeSymbol? type)
    {
        for (var around = type?.BaseType; around is not null; around = around.BaseType)
        {
            if (around is { Name: "PageModel", TypeKind: TypeKind.Class })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Sets the status of the response, because nothing is returned.</summary>
    private static string[]? IntoResponse(CallbackSite site, Imports imports)
    {
        if (site.Model.Compilation.GetTypeByMetadataName(Http + ".StatusCodes") is not { } codes
            || HttpParts.Find(site.Callback.Node, site.Model)?.Response is not { } response)
        {
            return null;
        }

        return new[] { $"{response}.StatusCode = {imports.Name(codes)}.Status400BadRequest;", "return;" };
    }

    private static bool Returns(EnclosingFunction function, string value) =>
        function.Node.DescendantNodes().OfType<ReturnStatementSyntax>().Any(statement => statement.Expression?.ToString() == value);
}
