using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Editing;

/// <summary>Expressions that may be written a second time: variables and members of variables, and the awaiting of a variable.</summary>
internal static class RepeatableExpression
{
    public static bool Is(SyntaxNode node) => node switch
    {
        IdentifierNameSyntax or ThisExpressionSyntax or BaseExpressionSyntax
            or PredefinedTypeSyntax or GenericNameSyntax or LiteralExpressionSyntax => true,
        MemberAccessExpressionSyntax access => Is(access.Expression),
        MemberBindingExpressionSyntax => true,
        ConditionalAccessExpressionSyntax access => Is(access.Expression) && Is(access.WhenNotNull),
        ParenthesizedExpressionSyntax parenthesized => Is(parenthesized.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed => Is(suppressed.Operand),
        AwaitExpressionSyntax awaited => Is(awaited.Expression),
        ElementAccessExpressionSyntax element => Is(element.Expression) && element.ArgumentList.Arguments.All(static a => Is(a.Expression)),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } =>
            access.Name.Identifier.ValueText is "GetAwaiter" or "GetResult" or "ConfigureAwait" && Is(access.Expression),
        _ => false,
    };

    /// <summary>The expression as text, without the <c>!</c> that only quiets the compiler.</summary>
    public static string TextOf(SyntaxNode node) =>
        node is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed
            ? TextOf(suppressed.Operand)
            : node.ToString();

    /// <summary>The variable that an expression starts from.</summary>
    public static string? Root(string expression)
    {
        foreach (var token in SyntaxFactory.ParseExpression(expression).DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken))
            {
                return token.ValueText;
            }
        }

        return null;
    }

    /// <summary>The expression as something that a member can be called on.</summary>
    public static string AsReceiver(string expression) =>
        SyntaxFactory.ParseExpression(expression) is AwaitExpressionSyntax or CastExpressionSyntax or BinaryExpressionSyntax
            ? $"({expression})"
            : expression;

    public static SyntaxNode WithParentheses(SyntaxNode node) =>
        node.Parent is ParenthesizedExpressionSyntax parenthesized ? WithParentheses(parenthesized) : node;

    /// <summary>A property of the user's own whose getter calls something: asking twice may fetch twice.</summary>
    public static bool Computes(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.Any(static reference =>
            reference.GetSyntax()
                .DescendantNodes(static node => node is not InitializerExpressionSyntax and not EqualsValueClauseSyntax)
                .OfType<InvocationExpressionSyntax>()
                .Any());

    /// <summary>The text of a node in which one of its parts is replaced.</summary>
    public static string TextWith(this SyntaxNode node, SyntaxNode part, string replacement)
    {
        var text = node.ToString();
        var start = part.SpanStart - node.SpanStart;
        return text.Substring(0, start) + replacement + text.Substring(start + part.Span.Length);
    }
}
