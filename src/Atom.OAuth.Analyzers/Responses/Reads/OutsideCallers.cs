using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>
/// The calls, from other types and through interfaces, of a general helper that receives the address of its request:
/// <c>requests.GetAsync&lt;T&gt;(url)</c>. Only they show whose response it reads.
/// </summary>
internal sealed class OutsideCallers
{
    private const int MaxCalls = 24;

    /// <summary>The names of parameters that take a URL.</summary>
    private static readonly WordTable Urls = new(WordMatch.End, StringComparison.OrdinalIgnoreCase, "url", "uri", "endpoint", "address");

    /// <summary>The types of parameters that take a URL, whatever their names.</summary>
    private static readonly string[] UrlTypes = { "Uri", "HttpRequestMessage" };

    private readonly Compilation _compilation;
    private readonly SourceMethods _methods;

    public OutsideCallers(Compilation compilation, SourceMethods methods)
    {
        _compilation = compilation;
        _methods = methods;
    }

    /// <summary>Gets the calls that pass the URL of a public host, or an OAuth endpoint; empty if the helper takes no URL.</summary>
    public IEnumerable<InvocationExpressionSyntax> Of(IMethodSymbol method)
    {
        if (method is not { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: not Accessibility.Private }
            || !method.Parameters.Any(TakesUrl))
        {
            return Enumerable.Empty<InvocationExpressionSyntax>();
        }

        return Callers.In(_compilation, method.Name)
            .Take(MaxCalls)
            .Where(call => _methods.Operation(call) is IInvocationOperation operation
                && Calls(operation.TargetMethod, method)
                && (OpaqueFetches.TakesUrl(operation) || TakesEndpoint(operation)));
    }

    /// <summary>Recognises an OAuth endpoint by name: <c>settings.TokenUrl</c>, or a provider's address next to the token for it.</summary>
    private static bool TakesEndpoint(IInvocationOperation call)
    {
        var names = call.Arguments.Select(static argument => argument.Value.Unwrap().VariableOrProperty()?.Name).OfType<string>().ToList();
        return names.Exists(NameMarks.IsEndpointProperty)
            || (names.Exists(OpaqueFetches.IsToken)
                && call.Syntax is InvocationExpressionSyntax written && ProviderGivenTo(written) is not null);
    }

    /// <summary>Gets the provider named by an address: <c>settings.Slack.ApiUrl</c>.</summary>
    public static string? ProviderGivenTo(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Select(static argument => argument.Expression)
            .Where(static given => given is MemberAccessExpressionSyntax or IdentifierNameSyntax && NameMarks.MayHoldUrl(given.ToString()))
            .Select(static given => KnownProviders.NameInIdentifier(given.ToString().Replace('.', '_')))
            .FirstOrDefault(static provider => provider is not null);

    private static bool TakesUrl(IParameterSymbol parameter) =>
        parameter.Type.SpecialType == SpecialType.System_String ? Urls.Matches(parameter.Name) : UrlTypes.Contains(parameter.Type.Name);

    /// <summary>Returns true for a call of the method, or of the interface method that it implements.</summary>
    public static bool Calls(IMethodSymbol called, IMethodSymbol method) =>
        called.OriginalDefinition.Is(method.OriginalDefinition)
        || (called.ContainingType.TypeKind == TypeKind.Interface
            && method.OriginalDefinition.Is(method.ContainingType.OriginalDefinition.FindImplementationForInterfaceMember(called.OriginalDefinition)));
}
