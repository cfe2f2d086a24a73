using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.CodeFixes.Callbacks;
using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Fixing;
using Atom.OAuth.CodeFixes.Injection;
using Atom.OAuth.CodeFixes.States;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Rules;

/// <summary>
/// Fixes ATOM003: builds the state with the protector, where the provider and an async function are there. The user owns it where the code
/// knows one, else a cookie binds it to the browser.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ProtectOAuthStateFixer))]
public sealed class ProtectOAuthStateFixer : RuleFixer
{
    /// <summary>Initializes a new instance of the <see cref="ProtectOAuthStateFixer"/> class.</summary>
    public ProtectOAuthStateFixer()
        : base(
            RuleIds.ProtectOAuthState,
            RuleFix.Of(
                "Build the state with the protector",
                "Build all states with the protector",
                "ATOM003.Build",
                StateSite.Find,
                StateSite.Count,
                Candidates,
                ServiceRegistration.FindMissing))
    {
    }

    private static IEnumerable<IReadOnlyList<TextChange>> Candidates(StateSite site)
    {
        if (StateProvider.IdOf(site.Finding) is not { } provider
            || StateTarget.Of(site.Finding) is not { } target
            || EnclosingFunction.Of(target.Node, site.Model) is not { } function)
        {
            yield break;
        }

        var imports = new Imports(site.Model, target.Node.SpanStart);
        ScopeValues scope = new(site, target.Node, imports);
        // Both ends have to agree: a callback that is there already says whether it knows the user, and whether it looks for a cookie.
        var (user, expected) = (scope.User, OtherEnd.Callback(provider, site.Model.Compilation));
        var needsCookie = expected is null ? user is null : expected is not "ForUserSession";
        if ((user is null && expected is "ForUser" or "ForUserSession")
            || (scope.Tenant is null && scope.HasTenants)
            || AsyncAction.MakeAwait(function, site.Model, imports) is not { } async
            || site.Model.Compilation.GetTypeByMetadataName("Atom.OAuth.OAuthStateRequest") is not { } request
            || site.Model.Compilation.GetTypeByMetadataName("Atom.OAuth.IOAuthStateProtector") is not { } protector
            || ServiceInjection.Find(site, target.Node, protector, "states", imports) is not { } states)
        {
            yield break;
        }

        var layout = new TextLayout(site.Root, site.Text, target.Node.SpanStart);
        var made = $"new {imports.Name(request)}(\"{provider}\", {user ?? "null"}, {scope.Tenant ?? "null"})";
        var token = scope.CancellationToken is { } name ? $", {name}" : string.Empty;
        var build = $"await {states.Expression}.{(needsCookie ? "BuildWithCookieAsync" : "BuildAsync")}({made}{token}){(function.LeavesContext ? ".ConfigureAwait(false)" : string.Empty)}";
        if ((needsCookie
            ? CookieState.Changes(site, target, function, build, states.Changes, imports, isForUser: user is not null)
            : new[] { target.Write(build) }) is not { } written)
        {
            yield break;
        }

        yield return states.Changes
            .Concat(async)
            .Concat(written)
            .Concat(UsingDirectives.Add(imports.Missing, site.Root, site.Text, target.Node, layout))
            .OrderBy(static change => change.Span.Start)
            .ToArray();
    }
}
