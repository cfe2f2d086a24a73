using Atom.OAuth.Analyzers.CSharp;

namespace Atom.OAuth.Analyzers.Responses;

/// <summary>The types of Refit and RestEase known to the rules. Few compilations reference them.</summary>
internal static class DeclaredTypes
{
    public static readonly KnownType RefitMethod = new("Refit.HttpMethodAttribute");
    public static readonly KnownType RefitResponse = new("Refit.ApiResponse", arity: 1);
    public static readonly KnownType RefitResponseInterface = new("Refit.IApiResponse", arity: 1);
    public static readonly KnownType RefitException = new("Refit.ApiException");
    public static readonly KnownType RefitExceptionBase = new("Refit.ApiExceptionBase");
    public static readonly KnownType RestEaseMethod = new("RestEase.RequestAttribute");
    public static readonly KnownType RestEaseMethodBase = new("RestEase.RequestAttributeBase");
    public static readonly KnownType RestEaseResponse = new("RestEase.Response", arity: 1);
}
