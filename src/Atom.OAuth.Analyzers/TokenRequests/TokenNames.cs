using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>The names of the tokens in a token response, and of the variables and members that hold them.</summary>
internal static class TokenNames
{
    /// <summary>Suffixes of the names of refresh tokens.</summary>
    private static readonly WordTable Refresh = new(
        WordMatch.End, StringComparison.OrdinalIgnoreCase, "refresh_token", "RefreshToken", "refresh-token", "RefreshTokenValue");

    /// <summary>Suffixes of the names of access tokens.</summary>
    private static readonly WordTable Access = new(
        WordMatch.End, StringComparison.OrdinalIgnoreCase, "access_token", "AccessToken", "access-token", "AccessTokenValue");

    /// <summary>Each name of a token contains this word, or is one of the short names.</summary>
    private static readonly string[] SearchWords = { "token" };

    /// <summary>Short names of members and variables: <c>pair.Refresh</c>, <c>var (access, refresh) = …</c>.</summary>
    private static readonly HashSet<string> ShortRefresh = new(StringComparer.Ordinal) { "Refresh", "refresh" };

    private static readonly HashSet<string> ShortAccess = new(StringComparer.Ordinal) { "Access", "access" };

    private static readonly string[] ShortEndings = { "refresh", "access" };

    public static bool IsRefresh(string name) => Refresh.Matches(name) || ShortRefresh.Contains(name);

    public static bool IsAccess(string name) => Access.Matches(name) || ShortAccess.Contains(name);

    /// <summary>Gets the names and literals in the code that name a token.</summary>
    public static IEnumerable<SyntaxToken> In(SyntaxNode code) =>
        code.TokensWithAny(SearchWords, ShortEndings).Where(static token => (token.IsKind(SyntaxKind.IdentifierToken) || token.IsText())
            && (IsRefresh(token.ValueText) || IsAccess(token.ValueText))
            && !IsMethod(token));

    /// <summary><c>client.Refresh(…)</c> is no token.</summary>
    private static bool IsMethod(SyntaxToken token) =>
        (ShortRefresh.Contains(token.ValueText) || ShortAccess.Contains(token.ValueText))
        && (token.IsText() || token.Parent is MethodDeclarationSyntax || Callers.CallOf(token.Parent) is not null);

    /// <summary>
    /// Gets the object that the member is read from: <c>answer</c> for <c>answer.AccessToken</c>, <c>answer["access_token"]</c>,
    /// <c>answer.GetProperty("access_token")</c>.
    /// </summary>
    public static ExpressionSyntax? OwnerOf(SyntaxToken token) => token.Parent switch
    {
        SimpleNameSyntax { Parent: MemberAccessExpressionSyntax access } name when access.Name == name => access.Expression,
        SimpleNameSyntax { Parent: MemberBindingExpressionSyntax binding } => Conditional(binding),
        LiteralExpressionSyntax { Parent: ArgumentSyntax { Parent: BracketedArgumentListSyntax { Parent: var element } } } => element switch
        {
            ElementAccessExpressionSyntax access => access.Expression,
            ElementBindingExpressionSyntax binding => Conditional(binding),
            _ => null,
        },
        LiteralExpressionSyntax { Parent: ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } } } =>
            call.Receiver(),
        IdentifierNameSyntax { Parent: NameColonSyntax { Parent: SubpatternSyntax member } } => TestedBy(member),
        _ => null,
    };

    /// <summary><c>answer is { RefreshToken: … }</c>.</summary>
    private static ExpressionSyntax? TestedBy(SubpatternSyntax member) =>
        member.Ancestors().FirstOrDefault(static node => node is IsPatternExpressionSyntax or SwitchExpressionSyntax) switch
        {
            IsPatternExpressionSyntax test => test.Expression,
            SwitchExpressionSyntax choice => choice.GoverningExpression,
            _ => null,
        };

    /// <summary>Gets the whole read: <c>answer?.AccessToken</c>, <c>answer["access_token"]</c>.</summary>
    public static SyntaxNode ReadOf(SyntaxToken token)
    {
        var read = token.Parent switch
        {
            SimpleNameSyntax { Parent: MemberAccessExpressionSyntax or MemberBindingExpressionSyntax } name => (SyntaxNode)name.Parent!,
            LiteralExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: ExpressionSyntax call } } => call,
            _ => token.Parent!,
        };
        return read is MemberBindingExpressionSyntax or ElementBindingExpressionSyntax
            or InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax }
            ? (SyntaxNode?)read.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>() ?? read
            : read;
    }

    private static ExpressionSyntax? Conditional(SyntaxNode binding) =>
        binding.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>(access => access.WhenNotNull.Span.Contains(binding.Span))?.Expression;
}
