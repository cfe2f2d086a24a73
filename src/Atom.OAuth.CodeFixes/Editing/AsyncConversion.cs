using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Editing;

/// <summary>
/// Makes a function that returns a task async, so that a check inside it can be awaited instead of blocking a thread.
/// </summary>
internal static class AsyncConversion
{
    public static IEnumerable<TextChange> Changes(EnclosingFunction function)
    {
        yield return new TextChange(new TextSpan(ModifierPosition(function.Node), 0), "async ");
        foreach (var value in ReturnedValues(function.Node))
        {
            // return Task.FromResult(x) → return x
            if (value is InvocationExpressionSyntax
                {
                    Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FromResult" },
                    ArgumentList.Arguments: { Count: 1 } arguments,
                })
            {
                yield return new TextChange(TextSpan.FromBounds(value.SpanStart, arguments[0].SpanStart), string.Empty);
                yield return new TextChange(TextSpan.FromBounds(arguments[0].Span.End, value.Span.End), string.Empty);
            }
            else
            {
                yield return new TextChange(new TextSpan(value.SpanStart, 0), "await ");
            }
        }
    }

    /// <summary>Before the return type, and before <c>partial</c>, which must directly precede it.</summary>
    private static int ModifierPosition(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax method => PartialOf(method.Modifiers) ?? method.ReturnType.SpanStart,
        LocalFunctionStatementSyntax local => local.ReturnType.SpanStart,
        AnonymousMethodExpressionSyntax method => method.DelegateKeyword.SpanStart,
        ParenthesizedLambdaExpressionSyntax { ReturnType: { } type } => type.SpanStart,
        ParenthesizedLambdaExpressionSyntax lambda => lambda.ParameterList.SpanStart,
        SimpleLambdaExpressionSyntax lambda => lambda.Parameter.SpanStart,
        _ => function.SpanStart,
    };

    private static int? PartialOf(SyntaxTokenList modifiers) =>
        modifiers.IndexOf(SyntaxKind.PartialKeyword) is var index and >= 0 ? modifiers[index].SpanStart : null;

    private static IEnumerable<ExpressionSyntax> ReturnedValues(SyntaxNode function)
    {
        if (BodyOf(function) is { } value)
        {
            return new[] { value };
        }

        return function.DescendantNodes(node => node == function || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .OfType<ReturnStatementSyntax>()
            .Select(static statement => statement.Expression)
            .OfType<ExpressionSyntax>();
    }

    private static ExpressionSyntax? BodyOf(SyntaxNode function) => function switch
    {
        LambdaExpressionSyntax lambda => lambda.ExpressionBody,
        BaseMethodDeclarationSyntax method => method.ExpressionBody?.Expression,
        LocalFunctionStatementSyntax local => local.ExpressionBody?.Expression,
        _ => null,
    };
}
