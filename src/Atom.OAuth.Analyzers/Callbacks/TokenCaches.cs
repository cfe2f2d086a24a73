using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// MSAL keeps what it gets for a code in a cache of its own, the refresh token too, and hands nobody that. In memory, the cache is gone with the
/// application object; an application that writes it somewhere has kept the connection. Both were seen by running it.
/// </summary>
internal static class TokenCaches
{
    /// <summary>The call that gets tokens for a code and puts them into the cache.</summary>
    private const string Exchange = "AcquireTokenByAuthorizationCode";

    /// <summary>Calls that have the cache written, and read, by the application's own code.</summary>
    private static readonly string[] Writers = { "SetBeforeAccess", "SetBeforeAccessAsync", "SetAfterAccess", "SetAfterAccessAsync" };

    /// <summary>The call that has it written to the distributed cache of ASP.NET Core.</summary>
    private static readonly string[] Distributions = { "AddDistributedTokenCaches", "AddDistributedTokenCache" };

    /// <summary>A distributed cache that is none.</summary>
    private const string InMemory = "AddDistributedMemoryCache";

    /// <summary>What is in a type whose cache is gone with the process or the browser's session.</summary>
    private static readonly string[] Volatile = { "MemoryCache", "Session" };

    /// <summary>A call that keeps the tokens by getting them, in a compilation that writes the cache.</summary>
    public static bool AreFilledBy(InvocationExpressionSyntax call, string name, CalledMethods methods) =>
        name == Exchange && methods.WriteTokenCaches && !ConnectFacts.SpeaksOfSignIn(call);

    /// <summary>True where one of the files has the cache written to what outlives the process.</summary>
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
