using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// Work in a user interface that starts nothing by itself: event handlers that run on a click, and delegates passed to the UI thread.
/// </summary>
internal static class LaterWork
{
    /// <summary><c>button.Click += (_, _) => SyncAsync()</c>, <c>onClick = () => SyncAsync()</c>: it is not called here.</summary>
    public static bool IsIn(SyntaxNode node) => node is AnonymousFunctionExpressionSyntax && node.Parent switch
    {
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression } => true,
        AssignmentExpressionSyntax or EqualsValueClauseSyntax => !IsUsed(node),
        _ => false,
    };

    /// <summary><c>DispatcherQueue.TryEnqueue(Resize)</c>: the delegate itself is analyzed instead.</summary>
    public static bool IsOfUserInterface(InvocationExpressionSyntax call) =>
        Callers.NameOf(call.Receiver() ?? call.Expression) is { Identifier.ValueText: var name } && SyncWords.Dispatchers.Matches(name.TrimStart('_'));

    /// <summary>Returns true if the variable that holds the function is called or passed on in the same member.</summary>
    private static bool IsUsed(SyntaxNode function) =>
        NameOf(function.Parent) is not { } kept || Members.Around(function) is not { } member
        || member.TokensNamed(kept).Any(static token => Callers.CallOf(token.Parent) is not null || IsHandedOn(token.Parent?.Parent));

    private static bool IsHandedOn(SyntaxNode? user) =>
        user is ArgumentSyntax or AwaitExpressionSyntax or ReturnStatementSyntax or ConditionalAccessExpressionSyntax
            or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Invoke" or "Start" };

    private static string? NameOf(SyntaxNode? owner) => owner switch
    {
        AssignmentExpressionSyntax assignment => Callers.NameOf(assignment.Left)?.Identifier.ValueText,
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => variable.Identifier.ValueText,
        _ => null,
    };
}
