using System.Collections.Concurrent;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Responses.Guards;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>
/// The calls, from other types and through interfaces, of a general helper that receives the address of its request:
/// <c>requests.GetAsync&lt;T&gt;(url)</c>, or the request itself. Only they show whose response it reads.
/// </summary>
internal sealed class OutsideCallers
{
    private const int MaxCalls = 24;

    /// <summary>The maximum number of helpers in a chain, each of which passes on the address that it receives.</summary>
    private const int MaxHelpers = 3;

    /// <summary>The maximum number of helpers whose calls are searched for, each of which reads all files.</summary>
    private const int MaxSearches = 8;

    /// <summary>The names of parameters that take a URL.</summary>
    private static readonly WordTable Urls = new(WordMatch.End, StringComparison.OrdinalIgnoreCase, "url", "uri", "endpoint", "address");

    /// <summary>The types of parameters that take a URL, whatever their names.</summary>
    private static readonly string[] UrlTypes = { "Uri", "HttpRequestMessage" };

    private readonly Compilation _compilation;
    private readonly SourceMethods _methods;
    private readonly ConcurrentDictionary<IMethodSymbol, List<CallOfHelper>> _calls = new(SymbolEqualityComparer.Default);

    public OutsideCallers(Compilation compilation, SourceMethods methods)
    {
        _compilation = compilation;
        _methods = methods;
    }

    /// <summary>
    /// Gets the calls that pass the URL of a public host or an OAuth endpoint, or that show by a token whose response it is; empty if the
    /// helper takes no URL.
    /// </summary>
    public IEnumerable<InvocationExpressionSyntax> Of(IMethodSymbol method)
    {
        var found = new List<InvocationExpressionSyntax>();
        Collect(found, method, new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default), MaxHelpers);
        return found;
    }

    private void Collect(List<InvocationExpressionSyntax> found, IMethodSymbol method, HashSet<IMethodSymbol> seen, int helpersLeft)
    {
        if (helpersLeft == 0
            || method is not { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: not Accessibility.Private }
            || !method.Parameters.Any(TakesUrl)
            || seen.Count == MaxSearches
            || !seen.Add(method))
        {
            return;
        }

        foreach (var call in _calls.GetOrAdd(method, CallsOf))
        {
            if (call.IsForProvider)
            {
                found.Add(call.Syntax);
            }
            else if (call.Helper is { } outer)
            {
                Collect(found, outer, seen, helpersLeft - 1);
            }
        }
    }

    private List<CallOfHelper> CallsOf(IMethodSymbol method) =>
        Callers.In(_compilation, method.Name)
            .Take(MaxCalls)
            .Where(call => MayCall(call, method))
            .Select(call => (Syntax: call, Operation: _methods.Operation(call) as IInvocationOperation))
            .Where(call => call.Operation is { } operation && Calls(operation.TargetMethod, method))
            .Select(static call => new CallOfHelper(call.Syntax, IsForProvider(call.Operation!), HelperAround(call.Operation!)))
            .ToList();

    /// <summary>The symbol shows that a call is of another method of that name, and takes less to find than the operation.</summary>
    private bool MayCall(InvocationExpressionSyntax call, IMethodSymbol method) =>
        _methods.Model(call.SyntaxTree).GetSymbolInfo(call).Symbol is not IMethodSymbol called || Calls(called.ReducedFrom ?? called, method);

    private static bool IsForProvider(IInvocationOperation call) =>
        OpaqueFetches.TakesUrl(call)
        || TakesEndpoint(call)
        || (TakesSetting(call) && (ReadsToken(call) || TakesTokenOfResponse(call)))
        || MakesTokenRequest(call);

    /// <summary>
    /// Recognises an OAuth endpoint by name: <c>settings.TokenUrl</c>, <c>configuration["Slack:TokenUrl"]</c>, or a provider's address next to the
    /// token for it.
    /// </summary>
    private static bool TakesEndpoint(IInvocationOperation call)
    {
        var names = ValuesIn(call).Select(NameOf).OfType<string>().ToList();
        return names.Exists(NameMarks.IsEndpointProperty)
            || (names.Exists(OpaqueFetches.IsToken)
                && call.Syntax is InvocationExpressionSyntax written && ProviderGivenTo(written) is not null);
    }

    /// <summary>Gets the name of a variable or member, or the key of a setting without its sections.</summary>
    private static string? NameOf(IOperation value) => value switch
    {
        IPropertyReferenceOperation { Arguments: [{ Value: { ConstantValue: { HasValue: true, Value: string key } } }] } =>
            key.Substring(key.LastIndexOf(':') + 1),
        _ => value.VariableOrProperty()?.Name,
    };

    /// <summary>Recognises a token response by the call's type argument: <c>PostAsync&lt;TokenResponse&gt;(settings.LoginUrl, form)</c>.</summary>
    public static bool ReadsToken(IInvocationOperation call) => call.TargetMethod.TypeArguments.Any(NameMarks.HasTokenMembers);

    /// <summary>Recognises a token that an earlier request received: <c>GetAsync&lt;Profile&gt;(settings.ProfileUrl, tokens.AccessToken)</c>.</summary>
    private static bool TakesTokenOfResponse(IInvocationOperation call) => ValuesIn(call).Any(static value =>
        value is IPropertyReferenceOperation { Property: var token, Instance: ILocalReferenceOperation { Local: var response } holder }
        && OpaqueFetches.IsToken(token.Name)
        && NameMarks.HasTokenMembers(response.Type)
        && BodyFacts.Of(holder).ValuesOf(response) is { Count: > 0 } values
        && values.All(static assigned => assigned.Value.Unwrap() is IInvocationOperation));

    /// <summary>The caller builds the request itself, with the keys of a token request.</summary>
    private static bool MakesTokenRequest(IInvocationOperation call) =>
        HandedRequests.PartsOf(call).Any() && MarkScanner.MakesTokenRequest(ResponseMarks.Member(call.Syntax));

    /// <summary>Returns true unless the address is visibly that of the application's own server.</summary>
    private static bool TakesSetting(IInvocationOperation call) => call.Arguments.All(static argument =>
        argument.Parameter is not { } parameter || !TakesUrl(parameter) || ResponseMarks.RelativePath(argument.Value) is null);

    /// <summary>Gets the arguments of the call, and those of the request that is created for it.</summary>
    private static IEnumerable<IOperation> ValuesIn(IInvocationOperation call) =>
        call.Arguments.Select(static argument => argument.Value).Concat(HandedRequests.PartsOf(call)).Select(static value => value.Unwrap());

    /// <summary>Gets the method around a call if it passes on the address that it receives itself.</summary>
    private static IMethodSymbol? HelperAround(IInvocationOperation call) => ValuesIn(call)
        .SelectMany(static value => value.DescendantsAndSelf())
        .OfType<IParameterReferenceOperation>()
        .Where(static reference => TakesUrl(reference.Parameter))
        .Select(static reference => reference.Parameter.ContainingSymbol.OriginalDefinition)
        .OfType<IMethodSymbol>()
        .FirstOrDefault();

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

    /// <summary>A call of a helper: whether it shows the provider, and the method around it if that passes on the address that it receives.</summary>
    private readonly record struct CallOfHelper(InvocationExpressionSyntax Syntax, bool IsForProvider, IMethodSymbol? Helper);
}
