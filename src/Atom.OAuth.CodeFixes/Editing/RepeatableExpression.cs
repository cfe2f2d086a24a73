using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Editing;

/// <summary>Recognizes expressions that may be repeated: variables, members of variables, and awaits of a variable.</summary>
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

    /// <summary>Gets the text of the expression without a null-forgiving <c>!</c>.</summary>
    public static string TextOf(SyntaxNode node) =>
        node is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed
            ? TextOf(suppressed.Operand)
            : node.ToString();

    /// <summary>Gets the variable at the start of an expression.</summary>
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

    /// <summary>Adds parentheses to the expression if it needs them as a receiver.</summary>
    public static string AsReceiver(string expression) =>
        SyntaxFactory.ParseExpression(expression) is AwaitExpressionSyntax or CastExpressionSyntax or BinaryExpressionSyntax
            ? $"({expression})"
            : expression;

    public static SyntaxNode WithParentheses(SyntaxNode node) =>
        node.Parent is ParenthesizedExpressionSyntax parenthesized ? WithParentheses(parenthesized) : node;

    /// <summary>Returns true for a property in source whose getter calls a method: reading it twice may fetch twice.</summary>
    public static bool Computes(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.Any(static reference =>
            reference.GetSyntax()
                .DescendantNodes(static node => node is not InitializerExpressionSyntax and not EqualsValueClauseSyntax)
                .OfType<InvocationExpressionSyntax>()
                .Any());

    /// <summary>Gets the text of a node with one of its parts replaced.</summary>
    public static string TextWith(this SyntaxNode node, SyntaxNode part, string replacement)
    {
        var text = node.ToString();
        var start = part.SpanStart - node.SpanStart;
        return text.Substring(0, start) + replacement + text.Substring(start + part.Span.Length);
    }
}
