using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>
/// Calls of helpers whose code cannot be followed, such as those of an interface or another project. A helper that receives a provider's URL
/// and returns a text or a stream has fetched it; so has a client that is named after a provider and receives a token.
/// </summary>
internal static class OpaqueFetches
{
    /// <summary>Parts of the names of methods that send a request.</summary>
    private static readonly WordTable Verbs = new(
        WordMatch.Part,
        StringComparison.OrdinalIgnoreCase,
        "Get", "Post", "Put", "Send", "Request", "Fetch", "Download", "Call", "Execute", "Query", "Invoke", "Load");

    /// <summary>Prefixes of library namespaces in which such a call sends no request.</summary>
    private static readonly string[] Libraries = { "System", "Microsoft" };

    /// <summary>Suffixes of the names of variables and members that hold a token for the provider, or a value exchanged for one.</summary>
    private static readonly WordTable Tokens = new(WordMatch.End, StringComparison.OrdinalIgnoreCase, "AccessToken", "RefreshToken");

    /// <summary>Parts of the names of types that only store or convert tokens.</summary>
    private static readonly WordTable Keepers = new(
        WordMatch.Part, StringComparison.OrdinalIgnoreCase, "Store", "Repository", "Cache", "Vault", "Protector", "Crypt");

    /// <summary>A code may also be a country code; it counts only in a call that exchanges it for tokens.</summary>
    private static readonly WordTable Codes = new(WordMatch.Whole, StringComparison.OrdinalIgnoreCase, "code", "authorizationCode", "authCode");

    /// <summary>Names of calls that exchange a code for tokens.</summary>
    private static readonly NameTable Exchanges = new("Exchange", "Token", "Callback", "Authorize", "Authenticate");

    /// <summary>Parts of the names of an application's own HTTP clients.</summary>
    private static readonly WordTable Clients = new(WordMatch.Part, StringComparison.Ordinal, "Http");

    /// <summary>Members of their responses that hold the body.</summary>
    private static readonly NameTable Bodies = new("Body $", "Content $", "Json $", "Text $", "Payload $");

    public static bool Is(IInvocationOperation call, OAuthSymbols symbols) =>
        GivesBody(call, symbols)
        && !Libraries.Contains(call.TargetMethod.RootNamespace())
        && ((Verbs.Matches(call.TargetMethod.Name) && TakesUrl(call)) || IsOfProvider(call));

    /// <summary>
    /// Returns true for a request that the application's own HTTP client sends: its interface is known, and its code is in another project.
    /// </summary>
    public static bool IsOfOwnClient(IInvocationOperation call) =>
        call.TargetMethod is { IsAbstract: true, ContainingType: { TypeKind: TypeKind.Interface, Name: var client } }
        && Clients.Matches(client)
        && HttpSources.NamesRequest(call.TargetMethod.Name)
        && !Libraries.Contains(call.TargetMethod.RootNamespace());

    /// <summary>Returns true for the member of that client's response with the body: <c>(await http.SendAsync(request)).Body</c>.</summary>
    public static bool IsBodyOf(ISymbol member) => Bodies.Matches(member.Name);

    /// <summary>Returns true for an asynchronous call of a client that is named after a provider and takes a token.</summary>
    public static bool IsOfProvider(IInvocationOperation call) =>
        call.TargetMethod is { ReturnType.Name: "Task" or "ValueTask", ContainingType: { } client }
        && !Keepers.Matches(client.Name)
        && KnownProviders.NameInIdentifier(client.Name) is not null
        && call.Arguments.Any(argument => TakesToken(argument, call.TargetMethod.Name));

    /// <summary>Returns true if the call contains the URL of a public host, or an OAuth endpoint.</summary>
    public static bool TakesUrl(IInvocationOperation call) =>
        CallUrls.TextsOf(call).Any(static text => (UrlText.Host(text) is { Length: > 0 } host && UrlText.IsPublic(host))
            || UrlText.IsOAuthPath(text));

    /// <summary>Recognises the name of a token for a provider.</summary>
    public static bool IsToken(string name) => Tokens.Matches(name);

    /// <summary>Decides by the name of the parameter or of its argument.</summary>
    private static bool TakesToken(IArgumentOperation argument, string method) =>
        new[] { argument.Parameter?.Name, argument.Value.Unwrap().VariableOrProperty()?.Name }.Any(name =>
            name is not null && (Tokens.Matches(name) || (Codes.Matches(name) && Exchanges.Matches(method))));

    private static bool GivesBody(IInvocationOperation call, OAuthSymbols symbols) =>
        symbols.Awaited(call.Type) is { } given && symbols.CanBeBody(given) && !symbols.IsResponseOrContent(given);
}
