using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.States;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>Inspects both ends of a flow for the content of its state: what the start puts into <c>Data</c>, the callback has to read there.</summary>
internal static class FlowContent
{
    private const string Member = "Data";
    private const string Request = "OAuthStateRequest";
    private const string Expectation = "OAuthStateExpectation";

    /// <summary>Returns whether all protected states for a provider have such data, or all have none; null if there are none, or both kinds.</summary>
    public static bool? IsInStarts(string provider, Compilation compilation) => AllOrNone(
        Nodes<ObjectCreationExpressionSyntax>(compilation, Request)
            .Where(made => made.Type.LastName() == Request && IsFor(provider, made.ArgumentList))
            .Select(static made => made.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>()
                .Any(static set => set.Left.ToString() == Member) == true));

    /// <summary>Returns whether all callbacks of a provider that parse a protected state read its data; null under the same conditions.</summary>
    public static bool? IsReadByCallbacks(string provider, Compilation compilation) => AllOrNone(
        Nodes<InvocationExpressionSyntax>(compilation, Expectation)
            .Where(call => call.Expression is MemberAccessExpressionSyntax access
                && FunctionRequests.LastName(access.Expression) == Expectation
                && IsFor(provider, call.ArgumentList))
            .Select(call => Functions.Around(call).TokensNamed(Member).Any(token => IsOfState(token, compilation))));

    /// <summary>
    /// Returns whether the start of a flow puts content into the data, or will, because the state that it makes by hand carries some; null if no
    /// start is visible.
    /// </summary>
    /// <param name="callback">A callback that parses a protected state.</param>
    public static bool? IsPutInBy(StateSite callback)
    {
        var (provider, compilation) = (ProviderOf(callback), callback.Model.Compilation);
        if ((provider is null ? null : IsInStarts(provider, compilation)) is { } isIn)
        {
            return isIn;
        }

        var type = callback.Node.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        return AllOrNone(StateSite.AllIn(compilation, callback.Options)
            .Select(static start => (Start: start, Target: StateTarget.Of(start.Finding)))
            .Where(flow => flow.Target?.Made is not null
                && ((type is not null && flow.Start.Finding.Site.FirstAncestorOrSelf<TypeDeclarationSyntax>() == type)
                    || (provider is not null && StateProvider.IdOf(flow.Start.Finding, flow.Start.Model, flow.Start.Options) == provider)))
            .Select(static flow => StateContent.Of(flow.Target!, flow.Start.Model) is not null));
    }

    /// <summary>Recognizes <c>oauthState.Data</c>: responses of clients have such a member, too.</summary>
    private static bool IsOfState(SyntaxToken member, Compilation compilation) =>
        (member.Parent?.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == member.Parent => access.Expression,
            MemberBindingExpressionSyntax => member.Parent.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
            _ => null,
        }) is { } receiver
        && compilation.GetSemanticModel(receiver.SyntaxTree).GetTypeInfo(receiver).Type is { Name: "OAuthState" };

    /// <summary>Gets the provider's id from the check, which is in the same function.</summary>
    private static string? ProviderOf(StateSite callback) =>
        callback.Finding.Function.TokensNamed(Expectation)
            .Select(static token => token.Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>()?.ArgumentList.Arguments.FirstOrDefault()?.Expression)
            .OfType<LiteralExpressionSyntax>()
            .Select(static id => id.Token.ValueText)
            .FirstOrDefault();

    private static bool? AllOrNone(IEnumerable<bool> each) => each.Distinct().Take(2).ToList() is [var only] ? only : null;

    private static IEnumerable<T> Nodes<T>(Compilation compilation, string word)
        where T : SyntaxNode => compilation.SyntaxTrees.Select(static tree => tree.GetRoot())
        .Where(root => root.Mentions(word))
        .SelectMany(root => root.TokensWith(word))
        .Select(static token => token.Parent?.FirstAncestorOrSelf<T>())
        .OfType<T>();

    private static bool IsFor(string provider, ArgumentListSyntax? arguments) =>
        arguments?.Arguments is [{ Expression: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } id }, ..]
        && string.Equals(id.Token.ValueText, provider, StringComparison.OrdinalIgnoreCase);
}
