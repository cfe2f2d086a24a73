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
    public static string? IdOf(StateFinding finding, SemanticModel model) =>
        Named(finding, model) is { } id ? OtherEnd.IdOfCallback(id, model.Compilation) : null;

    private static string? Named(StateFinding finding, SemanticModel model) =>
        (KnownProviders.NameInIdentifier(Functions.TypeNameOf(finding.Function))
            ?? KnownProviders.NameInIdentifier(Functions.NameOf(finding.Function)) ?? NameInRoute(finding.Site) ?? finding.Provider) is { } name
            ? KnownProviders.IdOf(name)
            : FlowProvider.IdOf(finding.Function, model);

    /// <summary>Gets the provider from <c>app.MapGet("/youtube/connect", …)</c>: the route names the integration, the host its platform.</summary>
    private static string? NameInRoute(SyntaxNode site) =>
        site.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is
        {
            Parent: ArgumentSyntax { Parent: ArgumentListSyntax { Arguments: [{ Expression: LiteralExpressionSyntax route }, ..] } },
        }
            ? KnownProviders.NameInRoute(route.Token.ValueText)
            : null;
}
