using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.States;

/// <summary>
/// Authorization requests built by MSAL: in tests, <c>GetAuthorizationRequestUrl</c> adds no state to the URL unless one is passed as an extra
/// parameter. Only reported if the application receives the code itself; a framework that does so has its own state.
/// </summary>
internal static class LibraryRequests
{
    /// <summary>The provider of the requests.</summary>
    public const string Provider = "Microsoft";

    /// <summary>The call that builds the request.</summary>
    private const string Builder = "GetAuthorizationRequestUrl";

    /// <summary>The call that creates the URL. Until then, parameters may be added elsewhere.</summary>
    private const string Execute = "ExecuteAsync";

    /// <summary>The call that exchanges the code.</summary>
    private const string Exchange = "AcquireTokenByAuthorizationCode";

    /// <summary>The library's namespace.</summary>
    private const string Namespace = "Microsoft.Identity.Client";

    /// <summary>Part of the name of a framework's event, or of its argument, that delivers a code.</summary>
    private const string Event = "AuthorizationCodeReceived";

    /// <summary>The call that binds the code to a verifier, which is unknown to an attacker who injects a code.</summary>
    private const string Pkce = "WithPkce";

    /// <summary>The call that adds query parameters.</summary>
    private const string Extra = "WithExtraQueryParameters";

    public static bool MayBeIn(SyntaxNode root) => root.Mentions(Builder);

    /// <summary>Gets the calls in a file that build a request without a state.</summary>
    public static IEnumerable<InvocationExpressionSyntax> WithoutStateIn(SyntaxNode root, SemanticModel model) =>
        from token in root.TokensNamed(Builder)
        let call = Callers.CallOf(token.Parent)
        where call is not null && IsWhole(call) && !MentionsState(Functions.Around(call))
            && model.GetSymbolInfo(call).Symbol?.ContainingNamespace.ToDisplayString() == Namespace
            && model.Compilation.SyntaxTrees.Any(static tree => TakesCode(tree.GetRoot()))
        select call;

    /// <summary>Looks for a variable, a member, a key or a text that names a state, in any spelling, but not ModelState and the like.</summary>
    private static bool MentionsState(SyntaxNode function) => function.TokensWith("tate").Any(static token =>
        token.IsKind(SyntaxKind.IdentifierToken) ? StateNames.IsStateName(token.ValueText) : token.IsText());

    /// <summary>Returns true if the same expression creates the URL, and the added parameters are literals.</summary>
    private static bool IsWhole(InvocationExpressionSyntax call)
    {
        SyntaxNode built = call;
        while (built.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } access && access.Expression == built)
        {
            if (access.Name.Identifier.ValueText == Execute)
            {
                return true;
            }

            if (access.Name.Identifier.ValueText == Pkce)
            {
                return false;
            }

            if (access.Name.Identifier.ValueText == Extra && next.ArgumentList.Arguments is not [{ Expression: LiteralExpressionSyntax }, ..])
            {
                return false;
            }

            built = next;
        }

        return false;
    }

    /// <summary>Returns true if the application exchanges the code in its own method.</summary>
    private static bool TakesCode(SyntaxNode root) => root.TokensNamed(Exchange).Any(static token =>
        Callers.CallOf(token.Parent) is { } exchange
        && !ProtectedStates.IsInHandler(exchange)
        && exchange.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Mentions(Event) != true);
}
