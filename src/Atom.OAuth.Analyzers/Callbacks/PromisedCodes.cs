using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// Codes that a listener's event passes on through a <c>TaskCompletionSource</c>:
/// <c>server.Received += (_, back) => promise.TrySetResult(back.Code)</c>, and <c>var code = await promise.Task</c> to wait for it.
/// </summary>
internal static class PromisedCodes
{
    /// <summary>The awaited member of a promise.</summary>
    private const string Promised = "Task";

    /// <summary>Calls that complete a promise.</summary>
    private static readonly WordTable Keeps = new(WordMatch.Whole, StringComparison.Ordinal, "SetResult", "TrySetResult");

    /// <summary>A file without any of these completes none.</summary>
    private static readonly string[] KeepWords = WordTable.SearchWords(StringComparison.Ordinal, Keeps);

    /// <summary>Finds where a file waits for a promised code.</summary>
    public static IEnumerable<SyntaxNode> WaitsIn(SyntaxNode root) =>
        root.Mentions(KeepWords) ? WaitedIn(root).Where(static wait => KeeperOf(wait) is not null) : Enumerable.Empty<SyntaxNode>();

    /// <summary>Gets the variables of a function that receive such a code, and whether the code that completes the promise handles a state.</summary>
    public static IEnumerable<(string Name, bool HasState)> In(SyntaxNode function) =>
        from wait in WaitedIn(function)
        let keeper = KeeperOf(wait)
        where keeper is not null
        select (VariableOf(wait)!, keeper.MentionsInAnyCase(StateNames.SearchWords));

    private static IEnumerable<MemberAccessExpressionSyntax> WaitedIn(SyntaxNode code) =>
        code.TokensNamed(Promised)
            .Select(static token => token.Parent?.Parent).OfType<MemberAccessExpressionSyntax>()
            .Where(static wait => wait.Name.Identifier.ValueText == Promised && VariableOf(wait) is { } name && RequestValue.Code.IsMember(name));

    /// <summary>Gets the variable set to the promised value, with or without a timeout: <c>await promise.Task.WaitAsync(limit)</c>.</summary>
    private static string? VariableOf(MemberAccessExpressionSyntax wait) =>
        GivenValues.VariableSetBy(Awaiting.UserOf(wait, static user => user is MemberAccessExpressionSyntax or ParenthesizedExpressionSyntax));

    /// <summary>Gets the function of the same type that completes the promise with a code.</summary>
    private static SyntaxNode? KeeperOf(MemberAccessExpressionSyntax wait) =>
        wait.Expression.Root() is { } promise && wait.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
            ? type.TokensWithAny(KeepWords, StringComparison.Ordinal)
                .Select(static token => Callers.CallOf(token.Parent)).OfType<InvocationExpressionSyntax>()
                .FirstOrDefault(call => Keeps.Matches(call.CalledName()) && call.Receiver()?.Root() == promise
                    && call.ArgumentList.Arguments is [{ Expression: var given }]
                    && given.DescendantNodesAndSelf().OfType<SimpleNameSyntax>()
                        .Any(static name => RequestValue.Code.IsMember(name.Identifier.ValueText)))
                ?.FirstAncestorOrSelf<SyntaxNode>(static node => node is AnonymousFunctionExpressionSyntax or MemberDeclarationSyntax)
            : null;
}
