using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>The states that a file builds with the protector, and its callbacks that parse one. Each file is searched once.</summary>
/// <param name="Callbacks">The provider's id if it is a literal, and the factory method of the expectation.</param>
/// <param name="Starts">The provider's id if it is a literal, and whether the state is bound to a cookie and to a user.</param>
internal sealed record FlowEnds(
    IReadOnlyList<(string? Id, string Expectation)> Callbacks, IReadOnlyList<(string? Id, bool HasCookie, bool HasUser)> Starts)
{
    private const string Request = "OAuthStateRequest";
    private const string Expectation = "OAuthStateExpectation";

    private static readonly ConditionalWeakTable<SyntaxTree, FlowEnds> Files = new();

    /// <summary>Gets those of all files, lazily file by file.</summary>
    public static IEnumerable<FlowEnds> Of(Compilation compilation) =>
        compilation.SyntaxTrees.Select(static tree => Files.GetValue(tree, static file => In(file.GetRoot())));

    private static FlowEnds In(SyntaxNode root) => new(
        Nodes<InvocationExpressionSyntax>(root, Expectation)
            .Where(static call => call.Expression is MemberAccessExpressionSyntax access && LastName(access.Expression) == Expectation)
            .Select(static call => (IdIn(call.ArgumentList), ((MemberAccessExpressionSyntax)call.Expression).Name.Identifier.ValueText))
            .ToList(),
        Nodes<ObjectCreationExpressionSyntax>(root, Request)
            .Where(static made => LastName(made.Type) == Request)
            .Select(static made => (IdIn(made.ArgumentList), HasCookie(made), HasUser(made.ArgumentList)))
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

    private static bool HasUser(ArgumentListSyntax? arguments) =>
        arguments?.Arguments is [_, { Expression: var user }, ..] && !user.IsKind(SyntaxKind.NullLiteralExpression);

    private static string? IdIn(ArgumentListSyntax? arguments) =>
        arguments?.Arguments is [{ Expression: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } id }, ..]
            ? id.Token.ValueText
            : null;

    private static string? LastName(SyntaxNode name) =>
        name.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().LastOrDefault()?.Identifier.ValueText;
}
