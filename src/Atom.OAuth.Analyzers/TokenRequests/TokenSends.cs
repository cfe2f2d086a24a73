using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>A call that sends a request to a token endpoint.</summary>
/// <param name="Call">The call.</param>
/// <param name="Grants">The grants of the request.</param>
internal sealed record TokenSend(InvocationExpressionSyntax Call, Grants Grants)
{
    /// <summary>The method or type elsewhere that creates the request; null if it is created here.</summary>
    public SyntaxNode? Maker { get; init; }

    /// <summary>The name of the request in a message.</summary>
    public string What => Grants switch
    {
        _ when (Grants & Grants.UsedOnce) == Grants.UsedOnce => "token request",
        _ when (Grants & Grants.RefreshToken) != 0 => "refresh",
        _ => "code exchange",
    };
}

/// <summary>Finds the token requests that a member sends itself, by syntax alone.</summary>
internal static class TokenSends
{
    private static readonly ConditionalWeakTable<SyntaxNode, IReadOnlyList<TokenSend>> Cache = new();

    /// <summary>Calls that send a request, of HTTP clients and of a project's own helpers.</summary>
    private static readonly NameTable Sends = new(
        "^Post", "^Send", "^Execute", "^Upload", "^Request", "^Submit", "^Perform Request", "^Make Request", "^Call", "^Get $", "^Get String $",
        "^Get Json $", "^Download String", "^Get Token", "^Refresh", "^Access", "^Fetch Token", "^Exchange", "^Retrieve Token", "^Obtain Token",
        "^Redeem", "^Renew");

    /// <summary>Parts of the names of helpers in the same type for both exchanges and refreshes: the grant is in the arguments.</summary>
    private static readonly NameTable OwnSends = new("Token", "Exchange", "Request", "Auth", "OAuth", "Post", "Send");

    /// <summary>Prefixes of helpers that only create the request, or read the response.</summary>
    private static readonly NameTable Makers = new(
        "^Build",
        "^Create",
        "^Make",
        "^New",
        "^Parse",
        "^Read",
        "^Encode",
        "^Add",
        "^Set",
        "^Log",
        "^Is",
        "^Has",
        "^To",
        "^Serialize",
        "^Prepare",
        "^Format");

    /// <summary>Calls of IdentityModel that are complete requests.</summary>
    private static readonly Dictionary<string, Grants> Whole = new(StringComparer.Ordinal)
    {
        ["RequestRefreshTokenAsync"] = Grants.RefreshToken,
        ["RequestAuthorizationCodeTokenAsync"] = Grants.AuthorizationCode,
    };

    /// <summary>Calls of WebRequest, whose body is written to its stream, and of Unity's request, which is created with its form.</summary>
    private static readonly WordTable WebRequests = new(WordMatch.Whole, StringComparison.Ordinal, "GetResponse", "GetResponseAsync",
        "SendWebRequest");

    public static IReadOnlyList<TokenSend> In(SyntaxNode member) =>
        GrantTexts.MayBeIn(member) || IsHelper(member) ? Cache.GetValue(member, Find) : Array.Empty<TokenSend>();

    /// <summary>Returns true for a call that may send its arguments.</summary>
    public static bool IsSend(InvocationExpressionSyntax call) =>
        call.CalledName() is var name && (Sends.Matches(name) || IsOwnSend(call, name)) && !TakesFunction(call);

    /// <summary>Returns true for a method that sends a request, rather than only creating one.</summary>
    public static bool SendsItself(MethodDeclarationSyntax method) => method.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(IsSend);

    /// <summary>Returns true for a member that may send what its callers pass.</summary>
    private static bool IsHelper(SyntaxNode member) =>
        member is MethodDeclarationSyntax { ParameterList.Parameters.Count: > 0, Parent: TypeDeclarationSyntax type } && GrantTexts.MayBeIn(type);

    private static IReadOnlyList<TokenSend> Find(SyntaxNode member)
    {
        List<TokenSend> found = new();
        foreach (var call in member.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            var name = call.CalledName();
            var grants = Whole.TryGetValue(name, out var whole) ? whole
                : WebRequests.Matches(name) ? GrantTexts.In(member)
                : IsSend(call) ? CarriedGrants.Of(call)
                : Grants.None;
            if (grants != Grants.None)
            {
                found.Add(new TokenSend(call, grants));
            }
        }

        return found;
    }

    private static bool IsOwnSend(InvocationExpressionSyntax call, string name) =>
        call.ArgumentList.Arguments.Count > 0
            && call.IsOwn()
            && OwnSends.Matches(name)
            && !Makers.Matches(name);

    /// <summary>
    /// <c>policy.ExecuteAsync(() => …)</c> runs the code that sends; <c>client.CallAsync(Create, response => …)</c> sends, and passes the response
    /// to a function.
    /// </summary>
    private static bool TakesFunction(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Any(static argument => argument.Expression is AnonymousFunctionExpressionSyntax function && !TakesResponse(function));

    /// <summary>Returns true for a function with one parameter that sends nothing itself.</summary>
    public static bool TakesResponse(AnonymousFunctionExpressionSyntax function) =>
        function is SimpleLambdaExpressionSyntax or ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters.Count: 1 }
        && !function.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(IsSend);
}
