using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>
/// Calls of helpers whose code cannot be followed, such as an interface's or another project's: one that is given a provider's URL and
/// gives back a text or a stream has fetched it, and so has a client named after a provider that is given a token.
/// </summary>
internal static class OpaqueFetches
{
    /// <summary>What is in the name of a method that makes a request.</summary>
    private static readonly WordTable Verbs = new(
        WordMatch.Part,
        StringComparison.OrdinalIgnoreCase,
        "Get", "Post", "Put", "Send", "Request", "Fetch", "Download", "Call", "Execute", "Query", "Invoke", "Load");

    /// <summary>How the names of libraries' namespaces start that make no request of such a call.</summary>
    private static readonly string[] Libraries = { "System", "Microsoft" };

    /// <summary>How the names of variables and members end that hold a token for the provider, or what is exchanged for one.</summary>
    private static readonly WordTable Tokens = new(WordMatch.End, StringComparison.OrdinalIgnoreCase, "AccessToken", "RefreshToken");

    /// <summary>What is in the names of types that only keep tokens, or make others of them.</summary>
    private static readonly WordTable Keepers = new(
        WordMatch.Part, StringComparison.OrdinalIgnoreCase, "Store", "Repository", "Cache", "Vault", "Protector", "Crypt");

    /// <summary>A code is also a country's; only a client that makes tokens of it makes it one of OAuth.</summary>
    private static readonly WordTable Codes = new(WordMatch.Whole, StringComparison.OrdinalIgnoreCase, "code", "authorizationCode", "authCode");

    /// <summary>Names of calls that make tokens of a code.</summary>
    private static readonly NameTable Exchanges = new("Exchange", "Token", "Callback", "Authorize", "Authenticate");

    public static bool Is(IInvocationOperation call, OAuthSymbols symbols) =>
        GivesBody(call, symbols)
        && !Libraries.Contains(call.TargetMethod.RootNamespace())
        && ((Verbs.Matches(call.TargetMethod.Name) && TakesUrl(call)) || IsOfProvider(call));

    /// <summary>True for a call of a provider's client, which is named after the provider, takes a token and answers in its own time.</summary>
    public static bool IsOfProvider(IInvocationOperation call) =>
        call.TargetMethod is { ReturnType.Name: "Task" or "ValueTask", ContainingType: { } client }
        && !Keepers.Matches(client.Name)
        && KnownProviders.NameInIdentifier(client.Name) is not null
        && call.Arguments.Any(argument => TakesToken(argument, call.TargetMethod.Name));

    /// <summary>True where the URL of a public host, or an endpoint of OAuth, stands in the call.</summary>
    public static bool TakesUrl(IInvocationOperation call) =>
        CallUrls.TextsOf(call).Any(static text => (UrlText.Host(text) is { Length: > 0 } host && UrlText.IsPublic(host))
            || UrlText.IsOAuthPath(text));

    /// <summary>The name of a token for a provider.</summary>
    public static bool IsToken(string name) => Tokens.Matches(name);

    /// <summary>By the name of the parameter or of what is given for it.</summary>
    private static bool TakesToken(IArgumentOperation argument, string method) =>
        new[] { argument.Parameter?.Name, argument.Value.Unwrap().VariableOrProperty()?.Name }.Any(name =>
            name is not null && (Tokens.Matches(name) || (Codes.Matches(name) && Exchanges.Matches(method))));

    private static bool GivesBody(IInvocationOperation call, OAuthSymbols symbols) =>
        symbols.Awaited(call.Type) is { } given && symbols.CanBeBody(given) && !symbols.IsResponseOrContent(given);
}
