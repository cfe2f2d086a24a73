using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.States;

/// <summary>
/// Authorization requests that MSAL builds: <c>GetAuthorizationRequestUrl</c> puts no state into the URL, unless it is given one as an extra
/// parameter, as running it shows. Only where the application takes the code itself; a framework that does so has a state of its own.
/// </summary>
internal static class LibraryRequests
{
    /// <summary>Whose requests they are.</summary>
    public const string Provider = "Microsoft";

    /// <summary>The call that builds the request.</summary>
    private const string Builder = "GetAuthorizationRequestUrl";

    /// <summary>The call that makes the URL of it. Before that, more may be added elsewhere.</summary>
    private const string Execute = "ExecuteAsync";

    /// <summary>The call that exchanges the code.</summary>
    private const string Exchange = "AcquireTokenByAuthorizationCode";

    /// <summary>The library's namespace.</summary>
    private const string Namespace = "Microsoft.Identity.Client";

    /// <summary>What is in the name of a framework's event, or of its argument, that comes with a code.</summary>
    private const string Event = "AuthorizationCodeReceived";

    /// <summary>The call that binds the code to a verifier, which whoever sends a code of their own does not know.</summary>
    private const string Pkce = "WithPkce";

    /// <summary>The call that adds parameters.</summary>
    private const string Extra = "WithExtraQueryParameters";

    public static bool MayBeIn(SyntaxNode root) => root.Mentions(Builder);

    /// <summary>The calls of a file that build a request without a state.</summary>
    public static IEnumerable<InvocationExpressionSyntax> WithoutStateIn(SyntaxNode root, SemanticModel model) =>
        from token in root.TokensNamed(Builder)
        let call = Callers.CallOf(token.Parent)
        where call is not null && IsWhole(call) && !MentionsState(Functions.Around(call))
            && model.GetSymbolInfo(call).Symbol?.ContainingNamespace.ToDisplayString() == Namespace
            && model.Compilation.SyntaxTrees.Any(static tree => TakesCode(tree.GetRoot()))
        select call;

    /// <summary>A variable, a member, a key or a text that names a state, in any spelling; ModelState and others do not.</summary>
    private static bool MentionsState(SyntaxNode function) => function.TokensWith("tate").Any(static token =>
        token.IsKind(SyntaxKind.IdentifierToken) ? StateNames.IsStateName(token.ValueText) : token.IsText());

    /// <summary>The URL is made in the same expression, and what is added to it can be read.</summary>
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

    /// <summary>The application exchanges the code in a method of its own.</summary>
    private static bool TakesCode(SyntaxNode root) => root.TokensNamed(Exchange).Any(static token =>
        Callers.CallOf(token.Parent) is { } exchange
        && !ProtectedStates.IsInHandler(exchange)
        && exchange.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Mentions(Event) != true);
}
