using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// MSAL stores the tokens, including the refresh token, in its own cache and exposes no refresh token. An in-memory cache is lost with the
/// application object; an application that persists the cache has stored the connection. Both verified by running it.
/// </summary>
internal static class TokenCaches
{
    /// <summary>The call that gets tokens for a code and adds them to the cache.</summary>
    private const string Exchange = "AcquireTokenByAuthorizationCode";

    /// <summary>Calls that register the application's own code to write and read the cache.</summary>
    private static readonly string[] Writers = { "SetBeforeAccess", "SetBeforeAccessAsync", "SetAfterAccess", "SetAfterAccessAsync" };

    /// <summary>The calls that persist it in ASP.NET Core's distributed cache.</summary>
    private static readonly string[] Distributions = { "AddDistributedTokenCaches", "AddDistributedTokenCache" };

    /// <summary>A distributed cache that is only in memory.</summary>
    private const string InMemory = "AddDistributedMemoryCache";

    /// <summary>Words in a type whose cache is lost with the process or the browser session.</summary>
    private static readonly string[] Volatile = { "MemoryCache", "Session" };

    /// <summary>Returns true for a call that stores the tokens as it gets them, if the compilation persists the cache.</summary>
    public static bool AreFilledBy(InvocationExpressionSyntax call, string name, CalledMethods methods) =>
        name == Exchange && methods.WriteTokenCaches && !ConnectFacts.SpeaksOfSignIn(call);

    /// <summary>Returns true if one of the files persists the cache outside the process.</summary>
    public static bool AreWrittenIn(IEnumerable<SyntaxTree> trees)
    {
        var (distributes, inMemory) = (false, false);
        foreach (var root in trees.Select(static tree => tree.GetRoot()))
        {
            if (root.Mentions(Writers[0], Writers[2]) && Writers.Any(writer => root.TokensNamed(writer).Any(IsLasting)))
            {
                return true;
            }

            distributes |= Distributions.Any(call => Callers.In(root, call).Count > 0);
            inMemory |= Callers.In(root, InMemory).Count > 0;
        }

        return distributes && !inMemory;
    }

    private static bool IsLasting(SyntaxToken call) =>
        Callers.CallOf(call.Parent) is not null
        && call.Parent!.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Mentions(Volatile) != true;
}
