using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Injection;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>Starts the historical sync after the connection is saved.</summary>
internal static class SyncTriggerFix
{
    private static readonly string[] WithMark = { string.Empty, "!" };
    private static readonly string[] AsWritten = { string.Empty };

    /// <summary>Gets the changes to try; none if integration, user or tenant would have to be guessed.</summary>
    public static IEnumerable<IReadOnlyList<TextChange>> ForUser(CallbackSite site) =>
        Candidates(site, Known, WithMark).Concat(Candidates(site, SavedUser, AsWritten));

    /// <summary>Gets the changes to try that use the id under which the tokens are saved.</summary>
    public static IEnumerable<IReadOnlyList<TextChange>> ForSavedKey(CallbackSite site) =>
        Candidates(
            site,
            static (site, place, imports, values) =>
                Named(site, place, imports, values) is { } user && SavedKey.IsOfAnother(user, site.Callback.Save!, values)
                    ? null
                    : SavedKey.Of(site.Callback.Save!, values) ?? StoredKey.Of(site, values),
            WithMark);

    /// <summary>Gets the changes to try for an application that has one connection per integration.</summary>
    public static IEnumerable<IReadOnlyList<TextChange>> ForApplication(CallbackSite site) =>
        Candidates(
            site,
            static (site, place, imports, values) =>
                values.User is null && values.Tenant is null && SavedKey.Of(site.Callback.Save!, values) is null
                && site.Model.Compilation.GetTypeByMetadataName("Atom.OAuth.OAuthConnectionOwner") is { } owners
                && ApplicationConnection.IsSavedBy(site)
                    ? imports.Name(owners) + ".Application"
                    : null,
            AsWritten);

    /// <summary>Gets the user that the code names, unless the tokens are saved for somebody else: then it would be a guess which of the two it is.</summary>
    private static string? Known(CallbackSite site, AfterSave place, Imports imports, ScopeValues values) =>
        Named(site, place, imports, values) is { } user && !SavedKey.IsOfAnother(user, site.Callback.Save!, values) ? user : null;

    private static string? Named(CallbackSite site, AfterSave place, Imports imports, ScopeValues values) =>
        SignedIn(site, place, imports) ?? (values.IsUserOfOwnState && !StartNamesUser(site) ? null : values.User);

    /// <summary>Gets the signed-in user, if the tokens are saved under nothing else.</summary>
    private static string? SavedUser(CallbackSite site, AfterSave place, Imports imports, ScopeValues values) =>
        Known(site, place, imports, values) is null
        && values.CurrentUserIn(SavedKey.ValuesIn(site.Callback.Save!)) is { } user
        && (SavedKey.Of(site.Callback.Save!, values) is not { } key || key == user)
            ? user
            : null;

    private static IEnumerable<IReadOnlyList<TextChange>> Candidates(
        CallbackSite site, Func<CallbackSite, AfterSave, Imports, ScopeValues, string?> userOf, string[] marks)
    {
        if (site.Callback.Save is not { } save
            || (site.Provider ?? SavedProvider.Of(site)) is not { } provider
            || EnclosingFunction.Of(save, site.Model) is not { } function
            || function.Node != site.Callback.Node
            || AfterSave.Find(save, site) is not { } place)
        {
            yield break;
        }

        foreach (var mark in marks)
        {
            if (Changes(site, provider, function, place, userOf, mark) is { } changes)
            {
                yield return changes;
            }
        }
    }

    private static List<TextChange>? Changes(
        CallbackSite site,
        string provider,
        EnclosingFunction function,
        AfterSave place,
        Func<CallbackSite, AfterSave, Imports, ScopeValues, string?> userOf,
        string mark)
    {
        var imports = new Imports(site.Model, place.Anchor.SpanStart);
        ScopeValues values = new(site, place.Anchor, imports);
        if (userOf(site, place, imports, values) is not { } user
            || (values.Tenant is null && values.HasTenants)
            || site.Model.Compilation.GetTypeByMetadataName("Atom.OAuth.IHistoricalSyncTrigger") is not { } trigger
            || AsyncAction.MakeAwait(function, site.Model, imports) is not { } async
            || ServiceInjection.Find(site, place.Anchor, trigger, "historicalSync", imports) is not { } service)
        {
            return null;
        }

        var configured = function.LeavesContext ? ".ConfigureAwait(false)" : string.Empty;
        var call = $"await {service.Expression}.TriggerHistoricalSyncOnConnectionAsync({provider}, {user}{mark}, {values.Tenant ?? "null"}){configured};";
        return UsingDirectives.Add(imports.Missing, site.Root, site.Text, place.Anchor, new TextLayout(site.Root, site.Text, place.Anchor.SpanStart))
            .Concat(async)
            .Concat(service.Changes)
            .Concat(place.Insert(call, function))
            .OrderBy(static change => change.Span.Start)
            .ThenBy(static change => change.Span.End)
            .ToList();
    }

    /// <summary>Returns false if the returned state is built without a user: it then reveals no more about the user than the callback.</summary>
    private static bool StartNamesUser(CallbackSite site) =>
        site.KnownProvider is not { } id
        || OtherEnd.StartHasUser(OtherEnd.IdOfStart(id, site.Model.Compilation), site.Model.Compilation) != false;

    /// <summary>Gets the variable with the signed-in user: if the callback has one, the state is not needed.</summary>
    private static string? SignedIn(CallbackSite site, AfterSave place, Imports imports) =>
        new ScopeValues(site, place.Anchor, imports, new RequestValues(site.Callback.Node, site.Model)).NamedUser;
}
