using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>Finds loops that repeat an operation after a failure, and end on success.</summary>
internal static class RetryLoops
{
    /// <summary>Words of the device flow, which polls with the device code and is meant to repeat its request.</summary>
    private static readonly string[] Polling = { "device_code", "DeviceCode", "deviceCode", "authorization_pending", "slow_down" };

    /// <summary>Members of a response that indicate success.</summary>
    public static readonly WordTable SuccessTests = new(WordMatch.Whole, StringComparison.Ordinal, "IsSuccessStatusCode", "IsSuccessful");

    /// <summary>Calls that wait before the next attempt.</summary>
    private static readonly WordTable Waits = new(WordMatch.Whole, StringComparison.Ordinal, "Delay", "Sleep");

    /// <summary>A loop contains one of these words.</summary>
    private static readonly string[] SearchWords = RetryWords.SearchWords.Concat(SuccessTests).Concat(Waits).ToArray();

    /// <summary>The maximum number of iterations of a retry loop.</summary>
    private const int MaxRuns = 10;

    /// <summary>Gets the loops recognizable by a name, by a condition that tests for success, or by waiting a few times.</summary>
    public static IEnumerable<StatementSyntax> In(SyntaxNode code)
    {
        HashSet<StatementSyntax> found = new();
        foreach (var token in code.TokensWithAny(SearchWords))
        {
            if (token.IsKind(SyntaxKind.IdentifierToken) && LoopOf(token) is { } loop && found.Add(loop) && Repeats(loop))
            {
                yield return loop;
            }
        }
    }

    /// <summary>
    /// Returns true for a call that a loop repeats after a failure, regardless of names. A loop over a collection processes one item after the
    /// other, unless it continues after an exception.
    /// </summary>
    public static bool Repeat(InvocationExpressionSyntax call) =>
        call.Ancestors()
            .TakeWhile(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax))
            .OfType<StatementSyntax>()
            .Any(loop => IsLoop(loop) && (loop is not ForEachStatementSyntax || SwallowsFailure(loop)) && Repeats(loop) && Steps.AlwaysReach(BodyOf(loop), call));

    /// <summary>Gets the body of a loop.</summary>
    public static StatementSyntax BodyOf(StatementSyntax loop) => loop switch
    {
        ForStatementSyntax each => each.Statement,
        WhileStatementSyntax each => each.Statement,
        DoStatementSyntax each => each.Statement,
        ForEachStatementSyntax each => each.Statement,
        _ => loop,
    };

    private static StatementSyntax? LoopOf(SyntaxToken token)
    {
        var name = token.ValueText;
        if (RetryWords.Names.Matches(name))
        {
            return LoopAround(token.Parent!);
        }

        var loop = token.Parent!.FirstAncestorOrSelf<StatementSyntax>(IsLoop);
        return loop is null ? null
            : SuccessTests.Matches(name) ? (ConditionOf(loop)?.Span.Contains(token.Span) == true ? loop : null)
            : Waits.Matches(name) && WaitsAFewTimes(loop, token) ? loop
            : null;
    }

    /// <summary><c>for (var i = 0; i &lt; 3; i++)</c>, <c>foreach (var pause in pauses) { …; await Task.Delay(pause); }</c></summary>
    private static bool WaitsAFewTimes(StatementSyntax loop, SyntaxToken wait) => loop switch
    {
        ForStatementSyntax { Condition: BinaryExpressionSyntax { Right: LiteralExpressionSyntax { Token.Value: int times } } } => times is > 1 and <= MaxRuns,
        ForEachStatementSyntax each => Callers.CallOf(wait.Parent) is { } call && IsUsedOnlyIn(call, each),
        _ => false,
    };

    /// <summary>A loop over delays uses each of them only to wait, while a loop over accounts sends a request for each account.</summary>
    private static bool IsUsedOnlyIn(InvocationExpressionSyntax wait, ForEachStatementSyntax loop)
    {
        var uses = loop.Statement.TokensNamed(loop.Identifier.ValueText).ToList();
        return uses.Count > 0 && uses.TrueForAll(use => wait.ArgumentList.Span.Contains(use.Span));
    }

    private static bool IsLoop(StatementSyntax statement) =>
        statement is ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or ForEachStatementSyntax;

    private static ExpressionSyntax? ConditionOf(StatementSyntax loop) => loop switch
    {
        ForStatementSyntax each => each.Condition,
        WhileStatementSyntax each => each.Condition,
        DoStatementSyntax each => each.Condition,
        _ => null,
    };

    private static StatementSyntax? LoopAround(SyntaxNode node)
    {
        foreach (var ancestor in node.AncestorsAndSelf())
        {
            switch (ancestor)
            {
                case ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax:
                    return (StatementSyntax)ancestor;
                case ForEachStatementSyntax each:
                    // A loop over accounts sends a request for each of them.
                    return RetryWords.Names.Matches(each.Identifier.ValueText) ? each : null;
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax:
                    return null;
            }
        }

        return null;
    }

    /// <summary>Returns true if the loop exits on success, but not on failures other than those where the request was not processed.</summary>
    private static bool Repeats(StatementSyntax loop) =>
        !CarriedGrants.Member(loop).Mentions(Polling)
        && (Own(loop).Any(static node => node is ReturnStatementSyntax or BreakStatementSyntax && !IsIn<CatchClauseSyntax>(node)) || EndsByFlag(loop)
            || EndsBySuccess(loop))
        && (SwallowsFailure(loop) || !RetryWords.MentionsUnserved(loop))
        && !VariesByIndex(loop);

    /// <summary><c>while (!done &amp;&amp; attempts &lt; 3) { …; done = true; }</c></summary>
    private static bool EndsByFlag(StatementSyntax loop) =>
        ConditionOf(loop) is { } condition && Own(loop).OfType<AssignmentExpressionSyntax>().Any(assignment =>
            assignment is
            {
                Left: IdentifierNameSyntax flag, Right.RawKind: (int)SyntaxKind.TrueLiteralExpression
                or (int)SyntaxKind.FalseLiteralExpression
            }
            && !IsIn<CatchClauseSyntax>(assignment)
            && condition.TokensNamed(flag.Identifier.ValueText).Any());

    /// <summary><c>for (…; response is not { IsSuccessStatusCode: true }; …)</c></summary>
    private static bool EndsBySuccess(StatementSyntax loop) =>
        ConditionOf(loop) is { } condition
        && condition.DescendantTokens().Any(static token => token.IsKind(SyntaxKind.IdentifierToken) && SuccessTests.Matches(token.ValueText));

    private static bool SwallowsFailure(StatementSyntax loop) =>
        Own(loop).OfType<CatchClauseSyntax>().Any(static handler =>
            !(handler.Filter is { } filter && RetryWords.TellsUnserved(filter))
            && handler.Block.Statements.LastOrDefault() is not (ThrowStatementSyntax or ReturnStatementSyntax or BreakStatementSyntax));

    /// <summary><c>accounts[i]</c>: a different item in each iteration.</summary>
    private static bool VariesByIndex(StatementSyntax loop) =>
        loop is ForStatementSyntax { Declaration.Variables: [var counter] } each
        && each.Statement
            .TokensNamed(counter.Identifier.ValueText)
            .Any(static token => token.Parent?.Parent is ArgumentSyntax { Parent: BracketedArgumentListSyntax });

    private static bool IsIn<T>(SyntaxNode node)
        where T : SyntaxNode =>
            node.FirstAncestorOrSelf<SyntaxNode>(static ancestor => ancestor is T
                or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or ForEachStatementSyntax) is T;

    /// <summary>Gets the nodes of the loop, without nested functions.</summary>
    private static IEnumerable<SyntaxNode> Own(SyntaxNode loop) =>
        loop.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax));
}
