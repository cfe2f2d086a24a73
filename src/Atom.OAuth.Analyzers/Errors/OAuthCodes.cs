using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Errors;

/// <summary>Error codes that only OAuth has: a value compared with one is the code of an OAuth error, whatever object it belongs to.</summary>
internal static class OAuthCodes
{
    // RFC 6749, sections 4.1.2.1 and 5.2; OpenID Connect Core, section 3.1.2.6; RFC 8628, section 3.5.
    private static readonly WordTable Codes = new(
        WordMatch.Whole,
        StringComparison.Ordinal,
        "access_denied", "invalid_grant", "invalid_client", "invalid_scope", "unauthorized_client", "unsupported_response_type",
        "unsupported_grant_type", "login_required", "consent_required", "interaction_required", "account_selection_required",
        "authorization_pending", "slow_down", "expired_token");

    /// <summary>Returns true if the member compares the error's code with one of them: <c>if (callback.Error == "access_denied")</c>.</summary>
    public static bool AreAskedOf(PathStep error, SyntaxNode member) =>
        ErrorNames.Part(error.Name) == ErrorPart.Code
        && error.At.Parent is MemberAccessExpressionSyntax access
        && access.Name == error.At
        && member.DescendantNodes()
            .OfType<MemberAccessExpressionSyntax>()
            .Where(other => SyntaxFactory.AreEquivalent(other, access))
            .SelectMany(TestsOf)
            .SelectMany(static test => test.DescendantTokens())
            .Any(static token => token.IsKind(SyntaxKind.StringLiteralToken) && Codes.Matches(token.ValueText));

    /// <summary>Gets the comparison, or the cases, that test an expression.</summary>
    private static IEnumerable<SyntaxNode> TestsOf(MemberAccessExpressionSyntax tested) => tested.Parent switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } => new[] { tested.Parent },
        IsPatternExpressionSyntax test => new[] { test.Pattern },
        SwitchExpressionSyntax choice => choice.Arms.Select(static arm => arm.Pattern),
        SwitchStatementSyntax choice => choice.Sections.SelectMany(static section => section.Labels),
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } when call.CalledName() == nameof(Equals) => new[] { call },
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } when call.CalledName() == nameof(Equals) => new[] { call },
        _ => Enumerable.Empty<SyntaxNode>(),
    };
}
