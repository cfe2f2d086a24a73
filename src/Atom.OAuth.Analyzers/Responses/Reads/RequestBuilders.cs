using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Responses.Guards;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>Finds the methods of the compilation that create the request or the client of an HTTP call: they contain the URL and the token.</summary>
internal static class RequestBuilders
{
    /// <summary>The types of requests, their contents and clients.</summary>
    private static readonly string[] Types =
    {
        "HttpRequestMessage", "HttpClient", "HttpContent", "StringContent", "FormUrlEncodedContent", "RestRequest", "IRestRequest",
        "RestClient", "IRestClient", "HttpWebRequest", "WebRequest", "WebClient",
    };

    public static IEnumerable<IMethodSymbol> Of(ResponseOrigin origin, OAuthSymbols symbols) =>
        origin.Calls.OfType<IInvocationOperation>()
            .SelectMany(static call => call.Arguments.Select(static argument => (IOperation?)argument.Value).Append(call.Receiver()))
            .SelectMany(static operand => MadeBy(operand?.Unwrap()))
            .Where(method => symbols.IsInCompilation(method)
                && symbols.Awaited(method.ReturnType) is { Name: var type }
                && Array.IndexOf(Types, type) >= 0);

    private static IEnumerable<IMethodSymbol> MadeBy(IOperation? operand) => operand switch
    {
        IInvocationOperation call => new[] { (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition },
        ILocalReferenceOperation local =>
            BodyFacts.ValuesOf(local.Local, local).Select(static assigned => assigned.Value.Unwrap()).OfType<IInvocationOperation>()
            .Select(static call => (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition),
        IPropertyReferenceOperation { Property.GetMethod: { } getter } => new[] { getter.OriginalDefinition },
        _ => Enumerable.Empty<IMethodSymbol>(),
    };
}
