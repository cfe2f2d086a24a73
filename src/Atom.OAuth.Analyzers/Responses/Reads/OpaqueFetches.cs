using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>
/// Calls of helpers whose code cannot be followed, such as an interface's or another project's: one that is given a provider's URL and
/// gives back a text or a stream has fetched it.
/// </summary>
internal static class OpaqueFetches
{
    /// <summary>What is in the name of a method that makes a request.</summary>
    private static readonly string[] Verbs = { "Get", "Post", "Put", "Send", "Request", "Fetch", "Download", "Call", "Execute", "Query", "Invoke", "Load" };

    /// <summary>How the names of libraries' namespaces start that make no request of such a call.</summary>
    private static readonly string[] Libraries = { "System", "Microsoft" };

    public static bool Is(IInvocationOperation call, OAuthSymbols symbols) =>
        GivesBody(call, symbols)
        && AnyCase.ContainsAny(call.TargetMethod.Name, Verbs)
        && !Libraries.Contains(call.TargetMethod.RootNamespace())
        && CallUrls.TextsOf(call).Any(static text => (UrlText.Host(text) is { Length: > 0 } host && UrlText.IsPublic(host)) || UrlText.IsOAuthPath(text));

    private static bool GivesBody(IInvocationOperation call, OAuthSymbols symbols) =>
        symbols.Awaited(call.Type) is { } given && symbols.CanBeBody(given) && !symbols.IsResponseOrContent(given);
}
