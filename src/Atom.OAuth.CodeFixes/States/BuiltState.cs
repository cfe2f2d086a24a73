using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.States;
using Atom.OAuth.CodeFixes.Callbacks;
using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Fixing;
using Atom.OAuth.CodeFixes.Injection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>
/// Builds the state with the protector, if the function can be async and the service can be injected. The state belongs to the user if the
/// code knows one, else a cookie binds it to the browser.
/// </summary>
internal static class BuiltState
{
    /// <summary>
    /// Returns true if a request has no state, but the function has a variable or parameter with one, or uses a member: it adds that to the URL
    /// later, and a second state would replace it.
    /// </summary>
    /// <param name="finding">The diagnostic.</param>
    /// <param name="function">The function that would build the state.</param>
    public static bool IsAddedLater(StateFinding finding, SyntaxNode function) =>
        finding.Problem == StateProblem.LeftOut && function.DescendantNodes().Any(static node => node switch
        {
            VariableDeclaratorSyntax variable => StateNames.IsStateName(variable.Identifier.ValueText),
            SingleVariableDesignationSyntax variable => StateNames.IsStateName(variable.Identifier.ValueText),
            ParameterSyntax parameter => StateNames.IsStateName(parameter.Identifier.ValueText),
            IdentifierNameSyntax member => StateNames.IsStateName(member.Identifier.ValueText),
            _ => false,
        });

    /// <summary>Gets the changes of the file; null if something would have to be guessed.</summary>
    /// <param name="site">The location and its file.</param>
    /// <param name="target">Where the state goes.</param>
    /// <param name="provider">The provider's id.</param>
    /// <param name="needsUser">Whether the state must contain the user, even if the value that is replaced here does not.</param>
    /// <param name="withContent">Whether the replaced value becomes the data of the state, because it carries more than the user.</param>
    public static FileChanges? At(FixSite site, StateTarget target, string provider, bool needsUser = false, bool withContent = false)
    {
        if (EnclosingFunction.Of(target.Node, site.Model) is not { } function || target.IsExtendedByCallee(site.Model))
        {
            return null;
        }

        var imports = new Imports(site.Model, target.Node.SpanStart);
        ScopeValues scope = new(site, target.Node, imports);
        // Both ends have to agree: an existing callback determines whether the state contains the user, and whether there is a cookie.
        var (user, expected) = (UserIn(scope, function.Node, provider), OtherEnd.Callback(provider, site.Model.Compilation));
        var needsCookie = expected is null ? user is null : expected is not "ForUserSession";
        if ((user is null && (expected is "ForUser" or "ForUserSession" || needsUser))
            || (!withContent && !CarriedValue.IsNothing(target, site.Model) && (user is null || !CarriedValue.IsOwner(target.Made!, site.Model)))
            || (scope.Tenant is null && scope.HasTenants && user is not null)
            || AsyncAction.MakeAwait(function, site.Model, imports) is not { } async
            || site.Model.Compilation.GetTypeByMetadataName("Atom.OAuth.OAuthStateRequest") is not { } request
            || site.Model.Compilation.GetTypeByMetadataName("Atom.OAuth.IOAuthStateProtector") is not { } protector
            || ServiceInjection.Find(site, target.Node, protector, "states", imports) is not { } states)
        {
            return null;
        }

        var made = $"new {imports.Name(request)}(\"{provider}\", {user ?? "null"}, {scope.Tenant ?? "null"})";
        if (withContent)
        {
            if (StateContent.TextOf(target.Made!, site.Model, imports) is not { } content)
            {
                return null;
            }

            made += $" {{ Data = {content} }}";
        }

        var token = scope.CancellationToken is { } name ? $", {name}" : string.Empty;
        var configured = function.LeavesContext ? ".ConfigureAwait(false)" : string.Empty;
        var build = $"await {states.Expression}.{(needsCookie ? "BuildWithCookieAsync" : "BuildAsync")}({made}{token}){configured}";
        if ((needsCookie ? CookieState.Changes(site, target, function, build, states.Changes, imports) : new[] { target.Write(build) }) is not { } written)
        {
            return null;
        }

        TextLayout layout = new(site.Root, site.Text, target.Node.SpanStart);
        return new FileChanges(site.Model.SyntaxTree, states.Changes
            .Concat(async)
            .Concat(written)
            .Concat(UsingDirectives.Add(imports.Missing, site.Root, site.Text, target.Node, layout))
            .OrderBy(static change => change.Span.Start)
            .ToArray());
    }

    /// <summary>Gets the user who starts the flow: neither that of another provider, nor <c>UserId = string.Empty</c>, which other code sets later.</summary>
    private static string? UserIn(ScopeValues scope, SyntaxNode function, string provider) =>
        scope.User is { } user
        && !user.Split('.').Contains(nameof(string.Empty))
        && !StateProvider.IsCallbackOfOther(function, provider)
            ? user
            : null;
}
