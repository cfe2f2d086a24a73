using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>Finds methods that call themselves after a failure, with the same arguments.</summary>
internal static class Recursions
{
    /// <summary>Gets the methods, each with the code that runs again.</summary>
    public static IEnumerable<(MethodDeclarationSyntax Method, BlockSyntax Tried)> In(SyntaxNode root) =>
        from method in GrantTexts.MayBeIn(root) ? Members.MethodsIn(root) : Enumerable.Empty<MethodDeclarationSyntax>()
        from call in Callers.In(method, method.Identifier.ValueText)
        where call.IsOwn() && HandsOnTheSame(call, method)
        let tried = TriedBefore(call, method)
        where tried is not null
        select (method, tried);

    /// <summary>Gets the block whose failure the call handles, or the whole method if the call follows a test of the response.</summary>
    private static BlockSyntax? TriedBefore(InvocationExpressionSyntax call, MethodDeclarationSyntax method)
    {
        foreach (var node in call.Ancestors().TakeWhile(node => node != method))
        {
            switch (node)
            {
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax:
                    return null;
                case CatchClauseSyntax { Parent: TryStatementSyntax attempt } handler:
                    return handler.Filter is { } filter && RetryWords.TellsUnserved(filter) ? null : attempt.Block;
                case IfStatementSyntax choice when choice.Statement.Span.Contains(call.Span) && TestsFailure(choice.Condition):
                    return RetryWords.MentionsUnserved(choice.Condition) ? null : method.Body;
            }
        }

        return null;
    }

    /// <summary>
    /// <c>!response.IsSuccessStatusCode</c>, <c>response.IsSuccessStatusCode == false</c>, <c>response is { IsSuccessStatusCode: false }</c>
    /// </summary>
    private static bool TestsFailure(ExpressionSyntax condition) => condition.DescendantTokens().Any(token =>
        token.IsKind(SyntaxKind.IdentifierToken) && RetryLoops.SuccessTests.Matches(token.ValueText)
        && token.Parent!.AncestorsAndSelf().TakeWhile(node => condition.Span.Contains(node.Span)).Any(static node => node switch
        {
            PrefixUnaryExpressionSyntax or UnaryPatternSyntax => true,
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression, Right: var right } => right.IsKind(SyntaxKind.FalseLiteralExpression),
            IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax { Expression: var value } } => value.IsKind(SyntaxKind.FalseLiteralExpression),
            SubpatternSyntax { Pattern: ConstantPatternSyntax { Expression: var value } } => value.IsKind(SyntaxKind.FalseLiteralExpression),
            _ => false,
        }));

    /// <summary>Only parameters and counters are the same: with other arguments, it is another request.</summary>
    private static bool HandsOnTheSame(InvocationExpressionSyntax call, MethodDeclarationSyntax method)
    {
        var parameters = method.ParameterList.Parameters.Select(static parameter => parameter.Identifier.ValueText).ToList();
        return call.ArgumentList.Arguments.All(argument => argument.Expression switch
        {
            IdentifierNameSyntax name => parameters.Contains(name.Identifier.ValueText),
            LiteralExpressionSyntax literal => !literal.Token.IsText(),
            _ => argument.Expression is BinaryExpressionSyntax or PrefixUnaryExpressionSyntax,
        });
    }
}
