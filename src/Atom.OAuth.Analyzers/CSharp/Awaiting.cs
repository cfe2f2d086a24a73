using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>
/// The way between a call and what takes what it will give, by the syntax alone: over <c>await</c>, and over what is called on the task.
/// <see cref="TaskMembers"/> goes it where the code is bound.
/// </summary>
internal static class Awaiting
{
    /// <summary>What takes what a call will give: <c>var tokens = await call.ConfigureAwait(false)</c>.</summary>
    /// <param name="call">The call, or the task that is waited for.</param>
    /// <param name="isPassed">What is climbed over besides; nothing where it is left out.</param>
    public static SyntaxNode? UserOf(SyntaxNode call, Func<SyntaxNode, bool>? isPassed = null)
    {
        var user = call.Parent;
        while (user is not null && (IsWait(user) || isPassed?.Invoke(user) == true))
        {
            user = user.Parent;
        }

        return user;
    }

    /// <summary>What is waited for, whoever bounds the time: <c>await promise.Task.WaitAsync(limit)</c>.</summary>
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

    // A call that stands directly above calls what is below it. A call that only takes it has its list of arguments between.
    private static bool IsWait(SyntaxNode node) =>
        node is AwaitExpressionSyntax or InvocationExpressionSyntax
            or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" or "GetAwaiter" or "GetResult" };
}
