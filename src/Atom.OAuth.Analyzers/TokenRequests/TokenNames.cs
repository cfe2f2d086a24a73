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

    /// <summary>
    /// Short names, which mean tokens only as the member of an object or beside each other: <c>pair.Refresh</c>, <c>var (access, refresh) = …</c>. A
    /// <c>bool refresh</c> is none.
    /// </summary>
    private static readonly HashSet<string> ShortRefresh = new(StringComparer.Ordinal) { "Refresh", "refresh" };

    private static readonly HashSet<string> ShortAccess = new(StringComparer.Ordinal) { "Access", "access" };

    private static readonly string[] ShortEndings = { "refresh", "access" };

    public static bool IsRefresh(string name) => Refresh.Matches(name);

    public static bool IsAccess(string name) => Access.Matches(name);

    /// <param name="found">A name or literal that <see cref="In"/> has found.</param>
    public static bool IsRefresh(SyntaxToken found) => IsRefreshMember(found.ValueText);

    /// <param name="found">A name or literal that <see cref="In"/> has found.</param>
    public static bool IsAccess(SyntaxToken found) => IsAccessMember(found.ValueText);

    /// <summary>Also accepts the short name, for a member of an object.</summary>
    public static bool IsRefreshMember(string name) => IsRefresh(name) || ShortRefresh.Contains(name);

    /// <summary>Also accepts the short name, for a member of an object.</summary>
    public static bool IsAccessMember(string name) => IsAccess(name) || ShortAccess.Contains(name);

    /// <summary>Also accepts the short name of a member: <c>pair.Refresh</c>.</summary>
    public static bool IsRefreshValue(ExpressionSyntax value) =>
        TokenStores.LastName(value) is var name && (value is MemberAccessExpressionSyntax ? IsRefreshMember(name) : IsRefresh(name));

    /// <summary>Returns true for a short name: where the type of the value is known, it must be a string.</summary>
    public static bool IsShort(string name) => ShortRefresh.Contains(name) || ShortAccess.Contains(name);

    /// <summary>Gets the names and literals in the code that name a token.</summary>
    public static IEnumerable<SyntaxToken> In(SyntaxNode code) =>
        code.TokensWithAny(SearchWords, ShortEndings).Where(static token => token.IsKind(SyntaxKind.IdentifierToken) || token.IsText())
            .Where(static token => IsRefresh(token.ValueText) || IsAccess(token.ValueText) || (IsShort(token.ValueText) && MayBeShort(token)));

    private static bool MayBeShort(SyntaxToken token) => token.IsKind(SyntaxKind.IdentifierToken) && token.Parent switch
    {
        SimpleNameSyntax name when Callers.CallOf(name) is not null => false,
        SimpleNameSyntax { Parent: MemberAccessExpressionSyntax access } name => access.Name == name,
        SimpleNameSyntax { Parent: MemberBindingExpressionSyntax or NameColonSyntax { Parent: SubpatternSyntax } } => true,
        SingleVariableDesignationSyntax { Parent: ParenthesizedVariableDesignationSyntax parts } => HasBoth(parts),
        IdentifierNameSyntax { Parent: ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } parts } } =>
            assignment.Left == parts && HasBoth(parts),
        SingleVariableDesignationSyntax { Parent: DeclarationExpressionSyntax { Parent: ArgumentSyntax { Parent: TupleExpressionSyntax parts } } } =>
            HasBoth(parts),
        _ => false,
    };

    /// <summary><c>var (access, refresh) = …</c></summary>
    private static bool HasBoth(SyntaxNode parts)
    {
        var names = parts.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).ToList();
        return names.Exists(IsRefresh) && names.Exists(IsAccess);
    }

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
