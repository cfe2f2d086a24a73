using Atom.OAuth.Analyzers.States;
using Atom.OAuth.CodeFixes.Callbacks;
using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Injection;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>The way to the provider that belongs to a callback, where it has no protected state yet.</summary>
internal static class FlowStart
{
    /// <summary>
    /// Whether the request that starts the flow knows no user, so that the state that ATOM003's fix builds there will say none. What a service
    /// builds its callers may know a user for.
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
        && StateProvider.IdOf(start.Finding, start.Model) == provider;

    private static bool KnowsUser(StateSite start) =>
        new ScopeValues(start, start.Finding.Site, new Imports(start.Model, start.Finding.Site.SpanStart)).User is not null;
}
