using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.CodeFixes.Fixing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Editing;

/// <summary>
/// Returns an error in the form that the function uses: an action result of its controller, an IResult,
/// or the result of a failure factory on its result type.
/// </summary>
internal sealed class ReturnError : IPageFailure
{
    /// <summary>The provider is at fault: 502 unless the function uses another status.</summary>
    public static readonly ReturnError Instance = new(blamesCaller: false);

    /// <summary>The caller is at fault: 400.</summary>
    public static readonly ReturnError BadRequest = new(blamesCaller: true);

    private static readonly string[] FactoryNames = { "Fail", "Failure", "Failed", "Error", "FromError", "Err", "CreateFailure", "CreateError" };

    private readonly bool _blamesCaller;

    private ReturnError(bool blamesCaller) => _blamesCaller = blamesCaller;

    public string? Statement(FixSite site, EnclosingFunction function, bool isAsync, string message, Imports imports)
    {
        var declared = function.Symbol?.ReturnType;
        var type = isAsync ? site.Symbols.Awaited(declared) : declared;
        if (type is not INamedTypeSymbol { SpecialType: SpecialType.None } returned)
        {
            return null;
        }

        var value = ActionResult(returned, site, function, message, imports)
            ?? HttpResult(returned, site, function, message, imports)
            ?? FailureFactory(returned, site, message);
        return value is null ? null : $"return {value};";
    }

    /// <summary>BadRequest if the caller is at fault or the action already uses it, else 502, because the provider is at fault.</summary>
    private string? ActionResult(INamedTypeSymbol type, FixSite site, EnclosingFunction function, string message, Imports imports)
    {
        if (type.OriginalDefinition.Name is not ("IActionResult" or "ActionResult")
            || type.ContainingNamespace.ToDisplayString() != "Microsoft.AspNetCore.Mvc"
            || !function.Symbol!.ContainingType.IsOrInheritsFrom(site.Symbols.ControllerBase))
        {
            return null;
        }

        return _blamesCaller || Calls(function, "BadRequest") ? $"BadRequest({message})"
            : Calls(function, "Problem") ? $"Problem({message}, statusCode: {BadGateway(site, imports)})"
            : $"StatusCode({BadGateway(site, imports)}, {message})";
    }

    private string? HttpResult(INamedTypeSymbol type, FixSite site, EnclosingFunction function, string message, Imports imports)
    {
        if (type is not { Name: "IResult" } || type.ContainingNamespace.ToDisplayString() != "Microsoft.AspNetCore.Http")
        {
            return null;
        }

        var factory = MentionsName(function, "TypedResults") ? "TypedResults" : "Results";
        return site.Model.Compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Http." + factory) is { } results
            ? _blamesCaller
                ? $"{imports.Name(results)}.BadRequest({message})"
                : $"{imports.Name(results)}.Problem({message}, statusCode: {BadGateway(site, imports)})"
            : null;
    }

    /// <summary>
    /// <c>Result&lt;T&gt;.Fail(string)</c> or <c>.Fail(int code, string)</c>, or <c>Result.Fail&lt;T&gt;(string)</c> of the non-generic type.
    /// </summary>
    private string? FailureFactory(INamedTypeSymbol type, FixSite site, string message)
    {
        var position = site.Node.SpanStart;
        var name = type.ToMinimalDisplayString(site.Model, position);
        if (FactoryOn(type, arity: 0, site) is { } factory)
        {
            return $"{name}.{factory.Name}({Arguments(factory, message)})";
        }

        if (type.Arity == 0
            || type.ContainingNamespace.GetTypeMembers(type.Name, arity: 0).FirstOrDefault() is not { } companion
            || FactoryOn(companion, type.Arity, site) is not { } generic
            || !generic.Construct(type.TypeArguments.ToArray()).ReturnType.Is(type))
        {
            return null;
        }

        return $"{companion.ToMinimalDisplayString(site.Model, position)}.{generic.Name}{name.Substring(name.IndexOf('<'))}({Arguments(generic, message)})";
    }

    private string Arguments(IMethodSymbol factory, string message) =>
        factory.Parameters[0].Type.SpecialType == SpecialType.System_Int32 ? $"{(_blamesCaller ? 400 : 502)}, {message}" : message;

    /// <summary>Recognizes a status code: <c>code</c>, <c>statusCode</c>.</summary>
    private static bool IsStatus(IParameterSymbol parameter) =>
        parameter.Type.SpecialType == SpecialType.System_Int32 && parameter.Name is "code" or "statusCode" or "status" or "httpStatusCode";

    private static IMethodSymbol? FactoryOn(INamedTypeSymbol type, int arity, FixSite site) =>
        FactoryNames.SelectMany(name => type.GetMembers(name)).OfType<IMethodSymbol>().FirstOrDefault(method =>
            method.IsStatic
            && method.Arity == arity
            && site.Model.IsAccessible(site.Node.SpanStart, method)
            && method.Parameters.SkipWhile(static (parameter, at) => at == 0 && IsStatus(parameter)).ToList()
                is [{ Type.SpecialType: SpecialType.System_String }, ..] text
            && text.Skip(1).All(static parameter => parameter.IsOptional || parameter.IsParams)
            && (arity > 0 || site.Model.Compilation.ClassifyConversion(method.ReturnType, type).IsImplicit));

    private static bool Calls(EnclosingFunction function, string method) =>
        function.Node.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Any(call => call.Expression is IdentifierNameSyntax name
                && name.Identifier.ValueText == method
                && call.ArgumentList.Arguments.Count > 0);

    private static bool MentionsName(EnclosingFunction function, string name) =>
        function.Node.DescendantNodes().OfType<IdentifierNameSyntax>().Any(identifier => identifier.Identifier.ValueText == name);

    private static string BadGateway(FixSite site, Imports imports) =>
        site.Model.Compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Http.StatusCodes") is { } codes
            ? imports.Name(codes) + ".Status502BadGateway"
            : "502";
}
