using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>A call that sends a request to a token endpoint.</summary>
/// <param name="Call">The call.</param>
/// <param name="Grants">What it asks with.</param>
internal sealed record TokenSend(InvocationExpressionSyntax Call, Grants Grants)
{
    /// <summary>What the request is called in a message.</summary>
    public string What => Grants switch
    {
        _ when (Grants & Grants.UsedOnce) == Grants.UsedOnce => "token request",
        _ when (Grants & Grants.RefreshToken) != 0 => "refresh",
        _ => "code exchange",
    };
}

/// <summary>The token requests that a member sends itself, by its text alone.</summary>
internal static class TokenSends
{
    private static readonly ConditionalWeakTable<SyntaxNode, IReadOnlyList<TokenSend>> Cache = new();

    /// <summary>Calls that send a request, of HTTP clients and of a project's own helpers.</summary>
    private static readonly NameTable Sends = new("^Post", "^Send", "^Execute", "^Upload", "^Request", "^Submit", "^Get $", "^Get String $", "^Get Json $");

    /// <summary>Calls of IdentityModel that are whole requests.</summary>
    private static readonly Dictionary<string, Grants> Whole = new(StringComparer.Ordinal)
    {
        ["RequestRefreshTokenAsync"] = Grants.RefreshToken,
        ["RequestAuthorizationCodeTokenAsync"] = Grants.AuthorizationCode,
    };

    public static IReadOnlyList<TokenSend> In(SyntaxNode member) => GrantTexts.MayBeIn(member) || IsHelper(member) ? Cache.GetValue(member, Find) : Array.Empty<TokenSend>();

    /// <summary>A member that sends what its callers hand over.</summary>
    private static bool IsHelper(SyntaxNode member) => member is MethodDeclarationSyntax { ParameterList.Parameters.Count: > 0, Parent: TypeDeclarationSyntax type } && GrantTexts.MayBeIn(type);

    private static IReadOnlyList<TokenSend> Find(SyntaxNode member)
    {
        List<TokenSend> found = new();
        foreach (var call in member.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            var name = call.CalledName();
            if (Whole.TryGetValue(name, out var whole))
            {
                found.Add(new TokenSend(call, whole));
            }
            else if (Sends.Matches(name) && !TakesFunction(call) && CarriedGrants.Of(call) is var grants and not Grants.None)
            {
                found.Add(new TokenSend(call, grants));
            }
        }

        return found;
    }

    /// <summary><c>policy.ExecuteAsync(() => …)</c> runs what sends.</summary>
    private static bool TakesFunction(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Any(static argument => argument.Expression is AnonymousFunctionExpressionSyntax);
}
