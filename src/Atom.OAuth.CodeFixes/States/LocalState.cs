using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.CodeFixes.Callbacks;
using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Fixing;
using Atom.OAuth.CodeFixes.Injection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>
/// A flow that starts and ends in the same process: a desktop application or a command opens the browser, and receives the redirect itself. It
/// needs neither container nor cookie nor the provider's id: <c>OAuthLocalState</c> creates the state, and recognizes it when it is returned.
/// </summary>
internal static class LocalState
{
    private const string Type = "Atom.OAuth.OAuthLocalState";

    /// <summary>Types that are available to web applications, from ASP.NET Core and System.Web.</summary>
    private static readonly string[] WebTypes = { "Microsoft.AspNetCore.Http.HttpContext", "System.Web.HttpContext" };

    /// <summary>Gets the changes for both ends of the flow; null if the redirect is received elsewhere.</summary>
    /// <param name="site">The diagnostic.</param>
    /// <param name="target">Where the state goes.</param>
    public static FixChanges? AtBothEnds(FixSite site, StateTarget? target)
    {
        if (target is null
            || !CarriedValue.IsNothing(target, site.Model)
            || site.Model.Compilation.GetTypeByMetadataName(Type) is not { } type)
        {
            return null;
        }

        var function = Functions.Around(target.Node);
        if (AnswersRequests(function, site.Model) || (function is not CompilationUnitSyntax && Directives.Inside(function)))
        {
            return null;
        }

        var imports = new Imports(site.Model, target.Node.SpanStart);
        return (ComparedState.Changes(site, target, type, imports)
            ?? LocalRedirect.Changes(site, target, function, type, imports)
            ?? RememberedState.Changes(site, target, type, imports)) is { } changes
                ? Of(site, target, imports, changes)
                : AwaitedState.Changes(site, target, type);
    }

    /// <summary>Gets the change of only the value, if the application stores it and compares the returned state with it.</summary>
    /// <param name="site">The diagnostic.</param>
    /// <param name="target">Where the state goes.</param>
    public static FixChanges? Kept(FixSite site, StateTarget? target)
    {
        if (target?.Made is not { } made
            || AnswersRequests(Functions.Around(made), site.Model)
            || !RandomValue.Is(made, site.Model)
            || !KeptState.IsCompared(made, site.Model, IsForOnePerson(made, site.Model))
            || site.Model.Compilation.GetTypeByMetadataName(Type) is not { } type)
        {
            return null;
        }

        var imports = new Imports(site.Model, made.SpanStart);
        return Of(site, target, imports, new[] { target.Write($"{imports.Name(type)}.Create().Value") });
    }

    /// <summary>
    /// Returns true if a member may contain the state: there is a single user, because the project is not a web application, the type is not
    /// a service, and the function opens the browser.
    /// </summary>
    private static bool IsForOnePerson(SyntaxNode made, SemanticModel model)
    {
        var function = Functions.Around(made);
        return Array.TrueForAll(WebTypes, name => model.Compilation.GetTypesByMetadataName(name).IsEmpty)
            && model.GetEnclosingSymbol(made.SpanStart)?.ContainingType is { } owner
            && ContainerTypes.Find(owner, model.Compilation) is null
            && RememberedState.OpensBrowser(function, model.GetDeclaredSymbol(function) as IMethodSymbol, model.Compilation);
    }

    private static FixChanges? Of(FixSite site, StateTarget target, Imports imports, IEnumerable<TextChange> changes)
    {
        TextLayout layout = new(site.Root, site.Text, target.Node.SpanStart);
        return FixChanges.Of(site.Model.SyntaxTree, new[]
        {
            new FileChanges(
                site.Model.SyntaxTree, UsingDirectives.Add(imports.Missing, site.Root, site.Text, target.Node, layout).Concat(changes).ToArray()),
        });
    }

    /// <summary>Recognizes a function that a server calls for each browser: its values are not those of the next call.</summary>
    public static bool AnswersRequests(SyntaxNode function, SemanticModel model) =>
        EndpointHandlers.IsHandler(function, model)
        || HttpParts.Find(function, model) is not null
        || (model.GetDeclaredSymbol(function) is IMethodSymbol method && ContainerTypes.IsReachedByRequests(method));
}
