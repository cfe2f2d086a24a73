using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// Work of a window that starts nothing by itself: what a button does once somebody clicks it, and what the thread of the user interface is handed.
/// </summary>
internal static class LaterWork
{
    /// <summary><c>button.Click += (_, _) => SyncAsync()</c>, <c>onClick = () => SyncAsync()</c>: nobody calls it here.</summary>
    public static bool IsIn(SyntaxNode node) => node is AnonymousFunctionExpressionSyntax && node.Parent switch
    {
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression } => true,
        AssignmentExpressionSyntax or EqualsValueClauseSyntax => !IsUsed(node),
        _ => false,
    };

    /// <summary><c>DispatcherQueue.TryEnqueue(Resize)</c>: what it is handed is looked into as it stands there.</summary>
    public static bool IsOfUserInterface(InvocationExpressionSyntax call) =>
        Callers.NameOf(call.Receiver() ?? call.Expression) is { Identifier.ValueText: var name } && SyncWords.Dispatchers.Matches(name.TrimStart('_'));

    /// <summary>What it is kept in is called, or handed to something, in the same member.</summary>
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
