using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>
/// Methods that send a request with the grant that the caller chooses: <c>Task&lt;Answer&gt; GetToken(string grantType, string codeOrToken)</c>.
/// </summary>
internal static class ChosenGrants
{
    private const string Grant = "refresh_token";

    private const string OtherGrant = "authorization_code";

    /// <summary>Part of the names of parameters for a grant.</summary>
    private static readonly WordTable GrantNames = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "grant");

    /// <summary>Parts of the names of constants for the other grant: <c>GrantType.AuthorizationCode</c>.</summary>
    private static readonly WordTable OtherNames = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "auth", "code");

    /// <summary>Gets the calls that send, and their methods.</summary>
    public static IEnumerable<(InvocationExpressionSyntax Call, SyntaxNode Member)> In(SyntaxNode root) =>
        !GrantTexts.MayBeIn(root) || !root.Mentions(Grant)
            ? Enumerable.Empty<(InvocationExpressionSyntax, SyntaxNode)>()
            : from method in Members.MethodsIn(root)
              where TakesGrant(method)
              from call in method.DescendantNodes().OfType<InvocationExpressionSyntax>()
              where TokenSends.IsSend(call)
              select (call, (SyntaxNode)method);

    /// <summary>Returns true unless the caller of such a method chooses another grant.</summary>
    public static bool IsRefresh(InvocationExpressionSyntax call, SyntaxNode called) =>
        called is not MethodDeclarationSyntax method
        || !TakesGrant(method)
        || (call.ArgumentList.Arguments.Any(static argument => IsToken(argument.Expression))
            && !call.ArgumentList.Arguments.Any(argument => argument.ParameterName(ParametersOf(method)) is { } name && GrantNames.Matches(name)
                && IsOtherGrant(argument.Expression)));

    private static bool TakesGrant(MethodDeclarationSyntax method) =>
        method.ParameterList.Parameters.Any(static parameter => GrantNames.Matches(parameter.Identifier.ValueText))
        && method.Body is { } body && body.Mentions(Grant);

    private static List<string> ParametersOf(MethodDeclarationSyntax method) =>
        method.ParameterList.Parameters.Select(static parameter => parameter.Identifier.ValueText).ToList();

    private static bool IsToken(ExpressionSyntax value) => TokenNames.IsRefreshValue(value);

    private static bool IsOtherGrant(ExpressionSyntax value) =>
        value is LiteralExpressionSyntax { Token: var text } ? text.ValueText == OtherGrant : OtherNames.Matches(TokenStores.LastName(value));
}
