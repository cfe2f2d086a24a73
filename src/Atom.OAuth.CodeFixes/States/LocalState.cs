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
/// A flow that begins and ends in one process: a desktop application or a command opens the browser, and takes the redirect itself. It needs
/// neither container nor cookie, and no provider has to be named: <c>OAuthLocalState</c> makes the state, and tells whether it came back.
/// </summary>
internal static class LocalState
{
    private const string Type = "Atom.OAuth.OAuthLocalState";

    /// <summary>Types that a web application sees: ASP.NET Core's and System.Web's.</summary>
    private static readonly string[] WebTypes = { "Microsoft.AspNetCore.Http.HttpContext", "System.Web.HttpContext" };

    /// <summary>Both ends in one function or one object; null where the redirect comes elsewhere.</summary>
    /// <param name="site">The report.</param>
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

    /// <summary>The value alone, where the application keeps it in a member and compares what comes back with that.</summary>
    /// <param name="site">The report.</param>
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
    /// A member has one state for everybody: nothing of a web application keeps it so, neither does a service, and somebody opens the browser.
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

    /// <summary>A function that a server calls for each browser: what it knows at one call is not what the next one gets.</summary>
    public static bool AnswersRequests(SyntaxNode function, SemanticModel model) =>
        EndpointHandlers.IsHandler(function, model)
        || HttpParts.Find(function, model) is not null
        || (model.GetDeclaredSymbol(function) is IMethodSymbol method && ContainerTypes.IsReachedByRequests(method));
}
