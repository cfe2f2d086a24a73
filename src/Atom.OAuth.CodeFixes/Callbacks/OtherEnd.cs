using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>
/// What the other end of a flow does already: the state that the way to the provider builds has to be the one that the callback
/// expects, with a cookie at both ends or at none.
/// </summary>
internal static class OtherEnd
{
    private const string Request = "OAuthStateRequest";
    private const string Expectation = "OAuthStateExpectation";

    /// <summary>How callbacks of the provider parse the state: by the name of the expectation; null where none does yet.</summary>
    public static string? Callback(string provider, Compilation compilation) =>
        Nodes<InvocationExpressionSyntax>(compilation, Expectation)
            .Where(call => call.Expression is MemberAccessExpressionSyntax access
                && LastName(access.Expression) == Expectation
                && IsFor(provider, call.ArgumentList))
            .Select(static call => ((MemberAccessExpressionSyntax)call.Expression).Name.Identifier.ValueText)
            .FirstOrDefault();

    /// <summary>Whether the state for the provider is bound to a cookie; null where none is built yet.</summary>
    public static bool? StartHasCookie(string provider, Compilation compilation) =>
        Nodes<ObjectCreationExpressionSyntax>(compilation, Request)
            .Where(made => LastName(made.Type) == Request && IsFor(provider, made.ArgumentList))
            .Select(static made => (bool?)(IsBuiltWithCookie(made) || made.Initializer?.ToString().Contains("BrowserBinding") == true))
            .FirstOrDefault();

    /// <summary><c>states.BuildWithCookieAsync(new OAuthStateRequest(…))</c>.</summary>
    private static bool IsBuiltWithCookie(ObjectCreationExpressionSyntax request) =>
        request.FirstAncestorOrSelf<InvocationExpressionSyntax>()?.Expression
            is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "BuildWithCookieAsync" };

    /// <summary>
    /// The provider's id as the callback writes it, where that names the same provider otherwise and nothing builds a state for it yet:
    /// <c>google</c> for <c>google-calendar</c>. The id itself where there is no such callback, or a flow that has it already.
    /// </summary>
    public static string IdOfCallback(string provider, Compilation compilation) => Agreed(provider, CallbackIds(compilation), StartIds(compilation));

    /// <summary>The same as whatever builds the state writes it.</summary>
    public static string IdOfStart(string provider, Compilation compilation) => Agreed(provider, StartIds(compilation), CallbackIds(compilation));

    private static string Agreed(string provider, List<string>? others, List<string>? own) =>
        others is not null && own is not null
        && !others.Contains(provider)
        && !own.Contains(provider)
        && others.FindAll(other => IsSameProvider(other, provider) && !own.Contains(other)) is [var agreed]
            ? agreed
            : provider;

    private static bool IsSameProvider(string id, string other) =>
        id.StartsWith(other + "-", StringComparison.Ordinal) || other.StartsWith(id + "-", StringComparison.Ordinal);

    private static List<string>? CallbackIds(Compilation compilation) =>
        Ids(Nodes<InvocationExpressionSyntax>(compilation, Expectation)
            .Where(static call => call.Expression is MemberAccessExpressionSyntax access && LastName(access.Expression) == Expectation)
            .Select(static call => call.ArgumentList));

    private static List<string>? StartIds(Compilation compilation) =>
        Ids(Nodes<ObjectCreationExpressionSyntax>(compilation, Request)
            .Where(static made => LastName(made.Type) == Request)
            .Select(static made => made.ArgumentList));

    /// <summary>The ids that are written out; null where one is not, which may be any.</summary>
    private static List<string>? Ids(IEnumerable<BaseArgumentListSyntax?> lists) =>
        lists.Select(IdIn).Distinct().ToList() is var ids && ids.Contains(null) ? null : ids.OfType<string>().ToList();

    private static IEnumerable<T> Nodes<T>(Compilation compilation, string word)
        where T : SyntaxNode =>
        compilation.SyntaxTrees.Select(static tree => tree.GetRoot()).Where(root => root.Mentions(word))
            .SelectMany(root => root.TokensWith(word)).Select(static token => token.Parent?.FirstAncestorOrSelf<T>()).OfType<T>();

    private static bool IsFor(string provider, BaseArgumentListSyntax? arguments) =>
        IdIn(arguments) is { } id && string.Equals(id, provider, StringComparison.OrdinalIgnoreCase);

    private static string? IdIn(BaseArgumentListSyntax? arguments) =>
        arguments?.Arguments is [{ Expression: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } id }, ..]
            ? id.Token.ValueText
            : null;

    private static string? LastName(SyntaxNode name) =>
        name.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().LastOrDefault()?.Identifier.ValueText;
}
