using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.States;
using Atom.OAuth.CodeFixes.Callbacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>
/// Determines the provider's id, which must be the same at both ends of a flow: from the name of the type, which the authorization request
/// and the callback usually share, then that of the method, the route of a handler, the endpoint's host, else by <see cref="FlowProvider"/>.
/// </summary>
internal static class StateProvider
{
    public static string? IdOf(StateFinding finding, SemanticModel model, OAuthOptions options) =>
        Named(finding, model, options) is { } id ? OtherEnd.IdOfCallback(id, model.Compilation) : null;

    /// <summary>
    /// Returns true if a callback of another provider starts the flow: <c>ZoomSuccess(code)</c> redirects to Slack. A user whom it knows is that of the
    /// other provider.
    /// </summary>
    /// <param name="function">The function that builds the state.</param>
    /// <param name="provider">The id of the provider whose flow it starts.</param>
    public static bool IsCallbackOfOther(SyntaxNode function, string provider) =>
        StateReading.TakesCode(function)
        && KnownProviders.NameInIdentifier(Functions.NameOf(function)) is { } other
        && KnownProviders.IdOf(other) != provider;

    private static string? Named(StateFinding finding, SemanticModel model, OAuthOptions options) =>
        (KnownProviders.NameInIdentifier(Functions.TypeNameOf(finding.Function))
            ?? (finding.Provider is { } host && IsCallbackOfOther(finding.Function, KnownProviders.IdOf(host)) ? host : null)
            ?? KnownProviders.NameInIdentifier(Functions.NameOf(finding.Function)) ?? NameInRoute(finding.Site) ?? finding.Provider) is { } name
            ? KnownProviders.IdOf(name)
            : FlowProvider.IdOf(finding.Function, model) ?? ServiceProvider.IdOf(finding, model, options);

    /// <summary>Gets the provider from <c>app.MapGet("/youtube/connect", …)</c>: the route names the integration, the host its platform.</summary>
    private static string? NameInRoute(SyntaxNode site) =>
        site.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is
        {
            Parent: ArgumentSyntax { Parent: ArgumentListSyntax { Arguments: [{ Expression: LiteralExpressionSyntax route }, ..] } },
        }
            ? KnownProviders.NameInRoute(route.Token.ValueText)
            : null;
}
