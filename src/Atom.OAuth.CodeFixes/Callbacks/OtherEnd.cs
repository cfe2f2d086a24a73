using Microsoft.CodeAnalysis;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>
/// Inspects the other end of a flow: the state that is built at the start must be the one that the callback
/// expects, with a cookie at both ends or at neither.
/// </summary>
internal static class OtherEnd
{
    /// <summary>Gets the expectation's factory method in callbacks of the provider; null if none parses a state yet.</summary>
    public static string? Callback(string provider, Compilation compilation) =>
        FlowEnds.Of(compilation).SelectMany(static file => file.Callbacks)
            .Where(callback => IsSame(callback.Id, provider))
            .Select(static callback => callback.Expectation)
            .FirstOrDefault();

    /// <summary>Returns whether the state for the provider is bound to a cookie; null if none is built yet.</summary>
    public static bool? StartHasCookie(string provider, Compilation compilation) =>
        Starts(provider, compilation).Select(static start => (bool?)start.HasCookie).FirstOrDefault();

    /// <summary>Returns whether every state for the provider contains the user who started the flow; null if none is built yet.</summary>
    public static bool? StartHasUser(string provider, Compilation compilation)
    {
        var starts = Starts(provider, compilation).ToList();
        return starts.Count == 0 ? null : starts.TrueForAll(static start => start.HasUser);
    }

    /// <summary>
    /// Gets the provider's id as written in the callback, if that is a different id of the same provider and no state is built for it yet:
    /// <c>google</c> for <c>google-calendar</c>. Returns the given id if there is no such callback, or a flow already uses it.
    /// </summary>
    public static string IdOfCallback(string provider, Compilation compilation) => Agreed(provider, CallbackIds(compilation), StartIds(compilation));

    /// <summary>Gets the provider's id as written where the state is built, under the same conditions.</summary>
    public static string IdOfStart(string provider, Compilation compilation) => Agreed(provider, StartIds(compilation), CallbackIds(compilation));

    private static IEnumerable<(string? Id, bool HasCookie, bool HasUser)> Starts(string provider, Compilation compilation) =>
        FlowEnds.Of(compilation).SelectMany(static file => file.Starts).Where(start => IsSame(start.Id, provider));

    private static string Agreed(string provider, List<string>? others, List<string>? own) =>
        others is not null && own is not null
        && !others.Contains(provider)
        && !own.Contains(provider)
        && others.FindAll(other => IsSameProvider(other, provider) && !own.Contains(other)) is [var agreed]
            ? agreed
            : provider;

    private static bool IsSameProvider(string id, string other) =>
        id.StartsWith(other + "-", StringComparison.Ordinal) || other.StartsWith(id + "-", StringComparison.Ordinal);

    private static List<string>? CallbackIds(Compilation compilation) =>
        Ids(FlowEnds.Of(compilation).SelectMany(static file => file.Callbacks).Select(static callback => callback.Id));

    private static List<string>? StartIds(Compilation compilation) =>
        Ids(FlowEnds.Of(compilation).SelectMany(static file => file.Starts).Select(static start => start.Id));

    /// <summary>Gets the ids; null if one is not a literal, because it may be any.</summary>
    private static List<string>? Ids(IEnumerable<string?> written) =>
        written.Distinct().ToList() is var ids && ids.Contains(null) ? null : ids.OfType<string>().ToList();

    private static bool IsSame(string? id, string provider) => string.Equals(id, provider, StringComparison.OrdinalIgnoreCase);
}
