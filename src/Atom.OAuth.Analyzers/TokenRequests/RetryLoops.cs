using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>Loops that do the same again after a failure, and end with a success.</summary>
internal static class RetryLoops
{
    /// <summary>A device's code is polled for, and is meant to be sent again.</summary>
    private static readonly string[] Polling = { "device_code", "DeviceCode", "deviceCode", "authorization_pending", "slow_down" };

    public static IEnumerable<StatementSyntax> In(SyntaxNode code)
    {
        HashSet<StatementSyntax> found = new();
        foreach (var token in code.TokensWithAny(RetryWords.SearchWords))
        {
            if (token.IsKind(SyntaxKind.IdentifierToken)
                && RetryWords.Names.Matches(token.ValueText)
                && LoopAround(token.Parent!) is { } loop
                && found.Add(loop)
                && Repeats(loop))
            {
                yield return loop;
            }
        }
    }

    /// <summary>What runs each time.</summary>
    public static StatementSyntax BodyOf(StatementSyntax loop) => loop switch
    {
        ForStatementSyntax each => each.Statement,
        WhileStatementSyntax each => each.Statement,
        DoStatementSyntax each => each.Statement,
        ForEachStatementSyntax each => each.Statement,
        _ => loop,
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

    /// <summary>True where a success leaves the loop, a failure does not, and more than the answer 429 is one.</summary>
    private static bool Repeats(StatementSyntax loop) =>
        !CarriedGrants.Member(loop).Mentions(Polling)
        && (Own(loop).Any(static node => node is ReturnStatementSyntax or BreakStatementSyntax && !IsIn<CatchClauseSyntax>(node)) || EndsByFlag(loop))
        && (SwallowsFailure(loop) || !RetryWords.MentionsTooMany(loop))
        && !VariesByIndex(loop);

    /// <summary><c>while (!done &amp;&amp; attempts &lt; 3) { …; done = true; }</c></summary>
    private static bool EndsByFlag(StatementSyntax loop)
    {
        var condition = loop switch
        {
            ForStatementSyntax each => each.Condition,
            WhileStatementSyntax each => each.Condition,
            DoStatementSyntax each => each.Condition,
            _ => null,
        };
        return condition is not null && Own(loop).OfType<AssignmentExpressionSyntax>().Any(assignment =>
            assignment is
            {
                Left: IdentifierNameSyntax flag, Right.RawKind: (int)SyntaxKind.TrueLiteralExpression
                or (int)SyntaxKind.FalseLiteralExpression
            }
            && !IsIn<CatchClauseSyntax>(assignment)
            && condition.TokensNamed(flag.Identifier.ValueText).Any());
    }

    private static bool SwallowsFailure(StatementSyntax loop) =>
        Own(loop).OfType<CatchClauseSyntax>().Any(static handler =>
            !(handler.Filter is { } filter && RetryWords.MentionsTooMany(filter))
            && handler.Block.Statements.LastOrDefault() is not (ThrowStatementSyntax or ReturnStatementSyntax or BreakStatementSyntax));

    /// <summary><c>accounts[i]</c>: another one each time.</summary>
    private static bool VariesByIndex(StatementSyntax loop) =>
        loop is ForStatementSyntax { Declaration.Variables: [var counter] } each
        && each.Statement
            .TokensNamed(counter.Identifier.ValueText)
            .Any(static token => token.Parent?.Parent is ArgumentSyntax { Parent: BracketedArgumentListSyntax });

    private static bool IsIn<T>(SyntaxNode node)
        where T : SyntaxNode =>
            node.FirstAncestorOrSelf<SyntaxNode>(static ancestor => ancestor is T
                or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or ForEachStatementSyntax) is T;

    /// <summary>What is in the loop, and in no function of its own.</summary>
    private static IEnumerable<SyntaxNode> Own(SyntaxNode loop) =>
        loop.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax));
}
