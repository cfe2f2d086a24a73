using Atom.OAuth.Analyzers.Callbacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>The expressions for the request and the response in a callback.</summary>
/// <param name="Request">The request; null if only the response is accessible.</param>
/// <param name="Response">The response; null if only the request is accessible.</param>
internal sealed record HttpParts(string? Request, string? Response)
{
    private const string Namespace = "Microsoft.AspNetCore.Http";

    /// <summary>The response, via the request if only that is accessible; null if neither is.</summary>
    public string? ResponseOfEither => Response ?? (Request is null ? null : Request + ".HttpContext.Response");

    /// <summary>Finds them in the callback's parameters, or in properties of a controller or page; null if there are none.</summary>
    public static HttpParts? Find(SyntaxNode callback, SemanticModel model)
    {
        string? request = null;
        string? response = null;
        foreach (var parameter in CallbackCandidate.ParametersOf(callback))
        {
            var type = (model.GetDeclaredSymbol(parameter) as IParameterSymbol)?.Type;
            if (type?.ContainingNamespace?.ToDisplayString() != Namespace)
            {
                continue;
            }

            var name = parameter.Identifier.ValueText;
            request ??= type.Name == "HttpContext" ? name + ".Request" : type.Name == "HttpRequest" ? name : null;
            response ??= type.Name == "HttpContext" ? name + ".Response" : type.Name == "HttpResponse" ? name : null;
        }

        if (callback is MethodDeclarationSyntax { Parent: TypeDeclarationSyntax }
            && model.GetDeclaredSymbol(callback) is IMethodSymbol { IsStatic: false } method)
        {
            request ??= Property(method.ContainingType, "Request", "HttpRequest");
            response ??= Property(method.ContainingType, "Response", "HttpResponse");
        }

        return request is null && response is null ? null : new HttpParts(request, response);
    }

    private static string? Property(INamedTypeSymbol type, string name, string returns)
    {
        for (var around = type; around is not null; around = around.BaseType)
        {
            if (around.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault() is { } property)
            {
                return property.Type.Name == returns && property.Type.ContainingNamespace.ToDisplayString() == Namespace ? name : null;
            }
        }

        return null;
    }
}
