using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>The states that a file builds with the protector, and its callbacks that parse one. Each file is searched once.</summary>
/// <param name="Callbacks">
/// The provider's id if it is a literal, the call of the expectation's factory method and its name, and whether the function reads the data.
/// </param>
/// <param name="Starts">The provider's id if it is a literal, and whether the state is bound to a cookie and to a user, and has data.</param>
internal sealed record FlowEnds(
    IReadOnlyList<(string? Id, string Expectation, InvocationExpressionSyntax Call, bool ReadsData)> Callbacks,
    IReadOnlyList<(string? Id, bool HasCookie, bool HasUser, bool HasData)> Starts)
{
    private const string Request = "OAuthStateRequest";
    private const string Expectation = "OAuthStateExpectation";
    private const string Data = "Data";

    private static readonly ConditionalWeakTable<SyntaxTree, FlowEnds> Files = new();

    /// <summary>Gets those of all files, lazily file by file.</summary>
    public static IEnumerable<FlowEnds> Of(Compilation compilation) =>
        compilation.SyntaxTrees.Select(static tree => Files.GetValue(tree, static file => In(file.GetRoot())));

    private static FlowEnds In(SyntaxNode root) => new(
        Nodes<InvocationExpressionSyntax>(root, Expectation)
            .Where(static call => call.Expression is MemberAccessExpressionSyntax access && LastName(access.Expression) == Expectation)
            .Select(static call => (
                IdIn(call.ArgumentList),
                ((MemberAccessExpressionSyntax)call.Expression).Name.Identifier.ValueText,
                call,
                ReadsData(Functions.Around(call))))
            .ToList(),
        Nodes<ObjectCreationExpressionSyntax>(root, Request)
            .Where(static made => LastName(made.Type) == Request)
            .Select(static made => (IdIn(made.ArgumentList), HasCookie(made), HasUser(made.ArgumentList), HasData(made)))
            .ToList());

    private static IEnumerable<T> Nodes<T>(SyntaxNode root, string word)
        where T : SyntaxNode =>
        root.Mentions(word)
            ? root.TokensWith(word).Select(static token => token.Parent?.FirstAncestorOrSelf<T>()).OfType<T>()
            : Enumerable.Empty<T>();

    /// <summary>Recognizes <c>states.BuildWithCookieAsync(new OAuthStateRequest(…))</c>, or an explicit binding.</summary>
    private static bool HasCookie(ObjectCreationExpressionSyntax request) =>
        request.FirstAncestorOrSelf<InvocationExpressionSyntax>()?.Expression
            is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "BuildWithCookieAsync" }
        || request.Initializer?.ToString().Contains("BrowserBinding") == true;

    private static bool HasData(ObjectCreationExpressionSyntax request) =>
        request.Initializer?.Expressions.Any(static set => set is AssignmentExpressionSyntax
        {
            Left: IdentifierNameSyntax { Identifier.ValueText: Data },
            Right.RawKind: not (int)SyntaxKind.NullLiteralExpression,
        }) == true;

    /// <summary>Recognizes <c>oauthState.Data</c> after <c>TryGetState(out var oauthState)</c>.</summary>
    private static bool ReadsData(SyntaxNode callback) => callback.TokensNamed(Data).Any(token =>
        token.Parent?.Parent is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var state } }
        && callback.TokensNamed(state).Any(static name => name.Parent is SingleVariableDesignationSyntax
        {
            Parent.Parent.Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TryGetState" } },
        }));

    private static bool HasUser(ArgumentListSyntax? arguments) =>
        arguments?.Arguments is [_, { Expression: var user }, ..] && !user.IsKind(SyntaxKind.NullLiteralExpression);

    private static string? IdIn(ArgumentListSyntax? arguments) =>
        arguments?.Arguments is [{ Expression: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } id }, ..]
            ? id.Token.ValueText
            : null;

    private static string? LastName(SyntaxNode name) =>
        name.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().LastOrDefault()?.Identifier.ValueText;
}
