using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.States;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>A comparison of the state that was sent with the one that was returned.</summary>
/// <param name="Whole">The comparison.</param>
/// <param name="Other">The returned state.</param>
/// <param name="IsNegated">Whether it is true if they differ.</param>
internal sealed record StateComparison(ExpressionSyntax Whole, ExpressionSyntax Other, bool IsNegated)
{
    /// <summary>
    /// Recognizes <c>sent == received</c>, <c>received != sent</c>, <c>string.Equals(sent, received, …)</c>, <c>sent.Equals(received)</c>; null if
    /// a use of the state is none of these, or it is compared with a constant or something that is not a state.
    /// </summary>
    public static StateComparison? Of(ExpressionSyntax sent, SemanticModel model)
    {
        var found = sent.Parent switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } both =>
                new StateComparison(both, both.Left == sent ? both.Right : both.Left, both.IsKind(SyntaxKind.NotEqualsExpression)),
            ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } list } => OfArgument(call, list, sent),
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: nameof(Equals), Parent: InvocationExpressionSyntax call } access
                when access.Expression == sent && call.ArgumentList.Arguments is [{ Expression: var other }, ..] =>
                new StateComparison(call, other, IsNegated: false),
            _ => null,
        };
        return found is not null && IsReceived(found.Other, model) ? found : null;
    }

    private static StateComparison? OfArgument(InvocationExpressionSyntax call, ArgumentListSyntax list, ExpressionSyntax sent)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: nameof(Equals), Expression: var receiver })
        {
            return null;
        }

        var first = list.Arguments[0].Expression;
        if (receiver.ToString() is "string" or "String" or "System.String")
        {
            return list.Arguments is [_, { Expression: var second }, ..] && (sent == first || sent == second)
                ? new StateComparison(call, sent == first ? second : first, IsNegated: false)
                : null;
        }

        return sent == first ? new StateComparison(call, receiver, IsNegated: false) : null;
    }

    /// <summary>Recognizes a string that is named as a state, or read under that name: <c>var received = query["state"]</c>.</summary>
    private static bool IsReceived(ExpressionSyntax value, SemanticModel model) =>
        (MentionsState(value) || (value is IdentifierNameSyntax && StateTracer.ValuesSetTo(Functions.Around(value), value).Any(MentionsState)))
        && model.GetTypeInfo(value).Type is { SpecialType: SpecialType.System_String }
        && !model.GetConstantValue(value).HasValue;

    private static bool MentionsState(ExpressionSyntax value) => value.ToString().IndexOf("state", StringComparison.OrdinalIgnoreCase) >= 0;
}
