using Atom.OAuth.Analyzers.States;
using Atom.OAuth.CodeFixes.Callbacks;
using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Injection;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>Inspects the start of a callback's flow, if it has no protected state yet.</summary>
internal static class FlowStart
{
    /// <summary>
    /// Returns true if the request that starts the flow knows no user, so that the state that ATOM003's fix builds there will contain none.
    /// Services that build the URL are ignored, because their callers may know a user.
    /// </summary>
    /// <param name="callback">The callback.</param>
    public static bool IsForNobody(CallbackSite callback) =>
        callback.KnownProvider is { } provider
        && StateSite.AllIn(callback.Model.Compilation, callback.Options)
            .Where(start => IsFor(provider, start))
            .Select(KnowsUser)
            .ToList() is { Count: > 0 } starts
        && starts.TrueForAll(static knows => !knows);

    private static bool IsFor(string provider, StateSite start) =>
        start.Finding is { Problem: not StateProblem.TakenApart, Function: var function }
        && (EndpointHandlers.IsHandler(function, start.Model)
            || (start.Model.GetDeclaredSymbol(function) is IMethodSymbol method && ContainerTypes.IsReachedByRequests(method)))
        && StateProvider.IdOf(start.Finding, start.Model, start.Options) == provider;

    private static bool KnowsUser(StateSite start) =>
        new ScopeValues(start, start.Finding.Site, new Imports(start.Model, start.Finding.Site.SpanStart)).User is not null;
}
