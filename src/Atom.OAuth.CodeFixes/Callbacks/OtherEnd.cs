using Microsoft.CodeAnalysis;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>
/// What the other end of a flow does already: the state that the way to the provider builds has to be the one that the callback
/// expects, with a cookie at both ends or at none.
/// </summary>
internal static class OtherEnd
{
    /// <summary>How callbacks of the provider parse the state: by the name of the expectation; null where none does yet.</summary>
    public static string? Callback(string provider, Compilation compilation) =>
        FlowEnds.Of(compilation).SelectMany(static file => file.Callbacks)
            .Where(callback => IsSame(callback.Id, provider))
            .Select(static callback => callback.Expectation)
            .FirstOrDefault();

    /// <summary>Whether the state for the provider is bound to a cookie; null where none is built yet.</summary>
    public static bool? StartHasCookie(string provider, Compilation compilation) =>
        Starts(provider, compilation).Select(static start => (bool?)start.HasCookie).FirstOrDefault();

    /// <summary>Whether the state for the provider says who started the flow, wherever one is built; null where none is yet.</summary>
    public static bool? StartHasUser(string provider, Compilation compilation)
    {
        var starts = Starts(provider, compilation).ToList();
        return starts.Count == 0 ? null : starts.TrueForAll(static start => start.HasUser);
    }

    /// <summary>
    /// The provider's id as the callback writes it, where that names the same provider otherwise and nothing builds a state for it yet:
    /// <c>google</c> for <c>google-calendar</c>. The id itself where there is no such callback, or a flow that has it already.
    /// </summary>
    public static string IdOfCallback(string provider, Compilation compilation) => Agreed(provider, CallbackIds(compilation), StartIds(compilation));

    /// <summary>The same as whatever builds the state writes it.</summary>
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

    /// <summary>The ids that are written out; null where one is not, which may be any.</summary>
    private static List<string>? Ids(IEnumerable<string?> written) =>
        written.Distinct().ToList() is var ids && ids.Contains(null) ? null : ids.OfType<string>().ToList();

    private static bool IsSame(string? id, string provider) => string.Equals(id, provider, StringComparison.OrdinalIgnoreCase);
}
