using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>
/// Finds what uses the result of a call by syntax alone, across <c>await</c> and members of the task.
/// <see cref="TaskMembers"/> does the same for bound code.
/// </summary>
internal static class Awaiting
{
    /// <summary>Finds the node that uses the result of a call: <c>var tokens = await call.ConfigureAwait(false)</c>.</summary>
    /// <param name="call">The call, or the task being awaited.</param>
    /// <param name="isPassed">Further nodes to skip; none if omitted.</param>
    public static SyntaxNode? UserOf(SyntaxNode call, Func<SyntaxNode, bool>? isPassed = null)
    {
        var user = call.Parent;
        while (user is not null && (IsWait(user) || isPassed?.Invoke(user) == true))
        {
            user = user.Parent;
        }

        return user;
    }

    /// <summary>Gets the awaited expression, without timeouts: <c>await promise.Task.WaitAsync(limit)</c>.</summary>
    public static ExpressionSyntax Awaited(ExpressionSyntax value)
    {
        while (true)
        {
            switch (value)
            {
                case AwaitExpressionSyntax wait:
                    value = wait.Expression;
                    break;
                case ParenthesizedExpressionSyntax inner:
                    value = inner.Expression;
                    break;
                case InvocationExpressionSyntax
                {
                    Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" or "AsTask" or "WaitAsync" } bounded,
                }:
                    value = bounded.Expression;
                    break;
                default:
                    return value;
            }
        }
    }

    // If an invocation is the direct parent, the node is what it calls; an argument has the argument list in between.
    private static bool IsWait(SyntaxNode node) =>
        node is AwaitExpressionSyntax or InvocationExpressionSyntax
            or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" or "GetAwaiter" or "GetResult" };
}
