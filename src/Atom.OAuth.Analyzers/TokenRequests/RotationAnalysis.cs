using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>
/// ATOM009: what becomes of the refresh token in a refresh's answer, in the member that sends the request and in those that get
/// its whole answer.
/// </summary>
internal sealed class RotationAnalysis
{
    private static readonly ConditionalWeakTable<Compilation, RotationAnalysis> Cache = new();

    /// <summary>Types of answers that are still to be read.</summary>
    private static readonly HashSet<string> UnreadTypes = new(StringComparer.Ordinal)
    {
        "String", "HttpResponseMessage", "HttpContent", "RestResponse", "IRestResponse", "RestResponseBase", "IFlurlResponse", "WebResponse", "HttpWebResponse", "Stream", "Byte[]",
    };

    /// <summary>A file without one of these neither refreshes nor gets an answer.</summary>
    private static readonly string[] SearchWords = { "refresh" };

    /// <summary>What an SQL statement keeps a column's value with.</summary>
    private static readonly string[] SqlFallbacks = { "coalesce", "isnull", "ifnull" };

    private readonly CalledBodies _bodies;
    private readonly Lazy<Dictionary<string, List<SyntaxNode>>> _refreshing;

    private RotationAnalysis(Compilation compilation)
    {
        _bodies = new CalledBodies(compilation);
        _refreshing = new Lazy<Dictionary<string, List<SyntaxNode>>>(() => Refreshing(compilation));
    }

    /// <summary>A search in the text: false for a file that has nothing to report.</summary>
    public static bool MayHaveAny(SyntaxNode root) => root.MentionsInAnyCase(SearchWords);

    public static IReadOnlyList<RotationFinding> Find(SemanticModel model) =>
        Cache.GetValue(model.Compilation, static compilation => new RotationAnalysis(compilation)).FindIn(model);

    /// <summary>The methods that hand a refresh's whole answer to their caller, by name.</summary>
    private Dictionary<string, List<SyntaxNode>> Refreshing(Compilation compilation)
    {
        Dictionary<string, List<SyntaxNode>> found = new(StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees.Where(static tree => GrantTexts.MayBeIn(tree.GetRoot())))
        {
            foreach (var (send, member) in RefreshesIn(tree.GetRoot()))
            {
                if (member is MethodDeclarationSyntax method && UseOf(send.Call, member) is { OnlyReturns: true })
                {
                    var name = method.Identifier.ValueText;
                    (found.TryGetValue(name, out var methods) ? methods : found[name] = new List<SyntaxNode>()).Add(member);
                }
            }
        }

        return found;
    }

    private List<RotationFinding> FindIn(SemanticModel file)
    {
        List<RotationFinding> found = new();
        var root = file.SyntaxTree.GetRoot();
        foreach (var (send, _) in RefreshesIn(root))
        {
            if (UseOf(send.Call, CarriedGrants.Scope(send.Call)) is { } use && Loss(use, isOwnRequest: true) is { } loss)
            {
                found.Add(loss with { Refresh = send.Call });
            }
        }

        foreach (var refreshing in _refreshing.Value)
        {
            foreach (var call in Callers.In(root, refreshing.Key))
            {
                if (_bodies.Of(call) is [var only]
                    && refreshing.Value.Contains(only.Body)
                    && CarriedGrants.Member(call) != only.Body
                    && UseOf(call, CarriedGrants.Scope(call)) is { } use
                    && Loss(use, isOwnRequest: false) is { } loss)
                {
                    found.Add(loss with { Refresh = call });
                }
            }
        }

        return found.Where(static finding => !TestCode.Contains(finding.Place)).GroupBy(static finding => finding.Place).Select(static group => group.First()).ToList();
    }

    private static IEnumerable<(TokenSend Send, SyntaxNode Member)> RefreshesIn(SyntaxNode root) =>
        (GrantTexts.MayBeIn(root) && MayHaveAny(root) ? root.DescendantNodes(static node => node is not BaseMethodDeclarationSyntax) : Enumerable.Empty<SyntaxNode>()).OfType<MemberDeclarationSyntax>()
            .Where(static member => member is MethodDeclarationSyntax or ConstructorDeclarationSyntax or PropertyDeclarationSyntax or FieldDeclarationSyntax)
            .Concat(root is CompilationUnitSyntax { Members: var members } && members.Any(static member => member is GlobalStatementSyntax) ? new[] { root } : Array.Empty<SyntaxNode>())
            .SelectMany(static member => TokenSends.In(member).Where(static send => (send.Grants & Grants.UsedOnce) == Grants.RefreshToken).Select(send => (send, member)));

    private AnswerUse? UseOf(InvocationExpressionSyntax origin, SyntaxNode member)
    {
        var model = _bodies.Model(origin.SyntaxTree);
        var value = origin.Parent is AwaitExpressionSyntax awaited ? (ExpressionSyntax)awaited : origin;
        if (model.GetTypeInfo(value).Type is not { TypeKind: not TypeKind.Error } type)
        {
            return TokenSends.IsRead(origin) ? new AnswerUse(new AnswerFlow(member, origin, AnswerPart.Whole), model) : null;
        }

        // Without an await it is a task: of what, the type argument tells.
        type = value == origin && type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } ? result : type;
        var part = IsUnread(type) ? AnswerPart.Response : AnswerPart.Whole;
        return new AnswerUse(new AnswerFlow(member, origin, part), model);
    }

    private static bool IsUnread(ITypeSymbol type) => UnreadTypes.Contains(type.Name) || type is IArrayTypeSymbol;

    private RotationFinding? Loss(AnswerUse use, bool isOwnRequest)
    {
        if (use.OldKept() is { } old)
        {
            return new RotationFinding(old, RotationLoss.OldKept);
        }

        if (use.Overwrite(KeepsAbsent) is { } overwritten)
        {
            return overwritten;
        }

        if (use.ReadsRefreshToken)
        {
            return null;
        }

        if (use.HandsOnWhole)
        {
            return isOwnRequest && use.ReadAsTypeWithoutRefreshToken() is { } read ? new RotationFinding(read, RotationLoss.Dropped) : null;
        }

        if (use.KeptAccessToken is not { } access)
        {
            return null;
        }

        return use.OldBesideNew() is { } beside ? new RotationFinding(beside, RotationLoss.OldKept) : new RotationFinding(access, RotationLoss.Dropped);
    }

    /// <summary>True where the method may leave the stored token alone when it is handed none; unknown methods may.</summary>
    private bool KeepsAbsent(InvocationExpressionSyntax call, int ordinal) =>
        _bodies.Of(call) is not [var only]
        || ordinal >= only.Parameters.Count
        || only.Body.TokensNamed(only.Parameters[ordinal]).Any(static token => token.Parent is IdentifierNameSyntax name && IsTested(name))
        || only.Body.MentionsInAnyCase(SqlFallbacks);

    private static bool IsTested(IdentifierNameSyntax name)
    {
        foreach (var ancestor in name.Ancestors())
        {
            switch (ancestor)
            {
                case IfStatementSyntax choice when choice.Condition.Span.Contains(name.Span):
                case ConditionalExpressionSyntax test when test.Condition.Span.Contains(name.Span):
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression }:
                case IsPatternExpressionSyntax:
                    return true;
                case StatementSyntax:
                    return false;
            }
        }

        return false;
    }
}
