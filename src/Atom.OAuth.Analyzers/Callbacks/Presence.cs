using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Conditions that are true for any value, as long as there is one.</summary>
internal static class Presence
{
    /// <summary>Gets the tested value as written; null for any other condition.</summary>
    public static string? TestedBy(ExpressionSyntax condition) => condition switch
    {
        ParenthesizedExpressionSyntax inner => TestedBy(inner.Expression),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: InvocationExpressionSyntax call } => TestedForEmpty(call),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression } test when IsNothing(test.Right) => test.Left.ToString(),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression } test when IsNothing(test.Left) => test.Right.ToString(),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression, Left: InvocationExpressionSyntax call } test
            when test.Right.IsKind(SyntaxKind.FalseLiteralExpression) => TestedForEmpty(call),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.GreaterThanExpression } test => OwnerOfSize(test.Left),
        IsPatternExpressionSyntax test => TestedBy(test),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: IdleCheckWords.HasValue } access => access.Expression.ToString(),
        InvocationExpressionSyntax call => FoundBy(call),
        _ => null,
    };

    private static string? TestedForEmpty(InvocationExpressionSyntax call) =>
        IdleCheckWords.TestsForEmpty.Matches(call.CalledName()) && call.ArgumentList.Arguments is [{ Expression: var tested }] ? tested.ToString() : null;

    private static bool IsNothing(ExpressionSyntax side) =>
        side is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } or LiteralExpressionSyntax { Token.ValueText: "" }
            or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" };

    private static string? OwnerOfSize(ExpressionSyntax size) => size switch
    {
        MemberAccessExpressionSyntax access when IdleCheckWords.Sizes.Matches(access.Name.Identifier.ValueText) => access.Expression.ToString(),
        ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax member } access
            when IdleCheckWords.Sizes.Matches(member.Name.Identifier.ValueText) => access.Expression.ToString(),
        _ => null,
    };

    /// <summary><c>x is not null</c>, <c>x is { Length: > 0 }</c>, <c>Session["s"] is string saved</c></summary>
    private static string? TestedBy(IsPatternExpressionSyntax test) => test.Pattern switch
    {
        UnaryPatternSyntax { Pattern: ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.NullLiteralExpression } } => test.Expression.ToString(),
        DeclarationPatternSyntax { Designation: SingleVariableDesignationSyntax variable } => variable.Identifier.ValueText,
        RecursivePatternSyntax { Designation: SingleVariableDesignationSyntax variable } => variable.Identifier.ValueText,
        RecursivePatternSyntax { Designation: null } => test.Expression.ToString(),
        _ => null,
    };

    /// <summary><c>cache.TryGetValue("state", out var saved)</c></summary>
    private static string? FoundBy(InvocationExpressionSyntax call) =>
        StateCheckWords.Finds.Matches(call.CalledName())
            ? call.ArgumentList.Arguments.Select(static argument => argument.Expression)
                .OfType<DeclarationExpressionSyntax>().Select(static declared => declared.Designation)
                .OfType<SingleVariableDesignationSyntax>().FirstOrDefault()?.Identifier.ValueText
            : null;
}
